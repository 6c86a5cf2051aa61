import type { ExportPart } from '../../protocol';
import { type ArchivedPerson, ArchiveWriter } from '../archive';
import { Damaged, damageError } from '../failure';
import type { GalleryKeys } from '../keys';
import {
  facesOf,
  inPlain,
  isExpired,
  openFaces,
  openPerson,
  type Person,
  type SealedFace,
  type SealedPerson,
} from '../records';
import { type Gallery, note } from '../store';

/** Persons read in one transaction: 20 faces of half a kilobyte each. */
const BATCH = 64;

/** One export: the whole gallery as an encrypted file, a part at a time. Each person is as they are when they are read. */
export class Export {
  /** Persons that there were to export when it began. */
  readonly of: number;
  readonly #gallery: Gallery;
  readonly #keys: GalleryKeys;
  readonly #writer: ArchiveWriter;
  readonly #skipDamaged: boolean;
  #after = '';
  #persons = 0;
  #damaged: (string | null)[] = [];

  private constructor(
    gallery: Gallery,
    keys: GalleryKeys,
    writer: ArchiveWriter,
    skipDamaged: boolean,
    of: number,
  ) {
    this.of = of;
    this.#keys = keys;
    this.#skipDamaged = skipDamaged;
    this.#gallery = gallery;
    this.#writer = writer;
  }

  /** −1301, −1313 for the passphrase. Ended, it rejects with the signal's reason. */
  static async begin(
    gallery: Gallery,
    passphrase: string,
    skipDamaged: boolean,
    ended: AbortSignal,
  ): Promise<Export> {
    const keys = await gallery.keys();
    // Said before the first byte leaves.
    const { persons, faces } = await note(gallery, [{ what: 'exported' }]);
    const created = new Date().toISOString();
    const writer = await ArchiveWriter.create(passphrase, { created, persons, faces }, undefined, ended);
    return new Export(gallery, keys, writer, skipDamaged, persons);
  }

  async next(): Promise<ExportPart> {
    let done = false;
    let ready = this.#writer.take();
    while (ready.length === 0 && !done) {
      const { found, last } = await this.#read();
      for (const person of found) await this.#writer.add(person);
      this.#persons += found.length;
      done = last;
      if (last) await this.#writer.end();
      ready = this.#writer.take();
    }
    const part = { bytes: concatenate(ready), persons: this.#persons, done, damaged: this.#damaged };
    this.#damaged = [];
    return part;
  }

  async #read(): Promise<{ found: ArchivedPerson[]; last: boolean }> {
    const keys = this.#keys;
    const transaction = this.#gallery.db.transaction(['persons', 'faces']);
    const store = transaction.objectStore('persons');
    const records = await store.getAll(IDBKeyRange.lowerBound(this.#after, true), BATCH);
    const faceStore = transaction.objectStore('faces');
    const faces = await Promise.all(records.map(({ key }) => faceStore.getAll(facesOf(key))));
    await transaction.done;
    // Locked meanwhile, it ends; and with other keys there now, what does not open would only seem to be damaged.
    await this.#gallery.keys();
    await this.#gallery.requireCurrent(keys);
    const persons = await Promise.all(records.map((record, i) => this.#open(keys, record, faces[i])));
    this.#after = records[records.length - 1]?.key ?? this.#after;
    return { found: persons.filter((person) => person !== undefined), last: records.length < BATCH };
  }

  async #open(
    keys: GalleryKeys,
    record: SealedPerson,
    sealed: readonly SealedFace[],
  ): Promise<ArchivedPerson | undefined> {
    let person: Person | undefined;
    try {
      person = await openPerson(keys, record);
      if (isExpired(person)) return undefined;
      const records = new Map(sealed.map((face) => [face.key, face]));
      const faces = await openFaces(keys, record.key, person.faces, records);
      const { person_id, person_name, tag, group_ids, consent, expires } = person;
      return { person_id, person_name, tag, group_ids, consent, expires, faces: faces.map(inPlain) };
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      if (!this.#skipDamaged) throw damageError(error, person?.person_id);
      this.#damaged.push(person?.person_id ?? null);
      return undefined;
    }
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
