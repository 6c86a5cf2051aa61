import { CODES, FaceError } from '../../protocol';
import { checkPassphrase } from '../keys';
import { BytesQueue } from './bytes-queue';
import { ChunkCipher, TAG_BYTES } from './cipher';
import { HEADER_BYTES, readHeader } from './header';
import { type ArchiveEnd, type Section, senseless, takeSection } from './sections';
import type { ArchiveContents, ArchivedPerson } from './types';

/**
 * Reads an archive from bytes that come in parts of any size. What it gives is authenticated, but only `end` says that it was
 * all. One call at a time. Every method rejects with FaceError −1313 for a file that is none, damaged or cut off.
 */
export class ArchiveReader {
  readonly #passphrase: string;
  readonly #signal: AbortSignal | undefined;
  readonly #sealed = new BytesQueue();
  readonly #plain = new BytesQueue();
  #cipher: ChunkCipher | undefined;
  /** Bytes of every chunk but the last. */
  #chunk = 0;
  #contents: ArchiveContents | undefined;
  #end: ArchiveEnd | undefined;
  #faces = 0;
  readonly #person_ids = new Set<string>();
  readonly #face_ids = new Set<string>();

  /** FaceError −1301, −1313 for a passphrase that is none. The signal ends the work: then methods reject with its reason. */
  constructor(passphrase: string, signal?: AbortSignal) {
    checkPassphrase(passphrase);
    this.#passphrase = passphrase;
    this.#signal = signal;
  }

  /** What the file says of itself, once that has come. */
  get contents(): ArchiveContents | undefined {
    return this.#contents;
  }

  /** Takes the file's next bytes; returns the persons who are complete with them. */
  async push(bytes: Uint8Array): Promise<ArchivedPerson[]> {
    this.#sealed.push(bytes);
    const cipher = await this.#begin();
    const persons: ArchivedPerson[] = [];
    // A chunk that something follows is not the last.
    while (cipher && this.#sealed.length > this.#chunk) {
      this.#signal?.throwIfAborted();
      this.#plain.push(await cipher.open(this.#sealed.take(this.#chunk), false));
      persons.push(...this.#persons());
    }
    return persons;
  }

  /** Nothing follows: the persons of the last chunk. Rejects when the file is not complete. */
  async end(): Promise<ArchivedPerson[]> {
    const cipher = await this.#begin();
    if (cipher === undefined || this.#sealed.length < TAG_BYTES)
      throw new FaceError(CODES.PARAMETER_INVALID, 'the gallery file is cut off', { kind: 'archive' });
    this.#plain.push(await cipher.open(this.#sealed.take(this.#sealed.length), true));
    const persons = this.#persons();
    if (this.#end === undefined || this.#plain.length > 0) throw senseless('no end');
    return persons;
  }

  async #begin(): Promise<ChunkCipher | undefined> {
    if (this.#cipher === undefined && this.#sealed.length >= HEADER_BYTES) {
      const header = readHeader(this.#sealed.take(HEADER_BYTES));
      this.#chunk = header.chunkBytes + TAG_BYTES;
      this.#cipher = await ChunkCipher.create(this.#passphrase, header, this.#signal);
    }
    return this.#cipher;
  }

  #persons(): ArchivedPerson[] {
    const persons: ArchivedPerson[] = [];
    for (let section = takeSection(this.#plain); section !== undefined; section = takeSection(this.#plain)) {
      if (this.#end !== undefined) throw senseless('sections after its end');
      if ((section.kind === 'contents') !== (this.#contents === undefined))
        throw senseless('no contents where it should be');
      this.#heed(section);
      if (section.kind === 'person') persons.push(section.person);
    }
    return persons;
  }

  #heed(section: Section): void {
    if (section.kind === 'contents') this.#contents = section.contents;
    else if (section.kind === 'person') this.#count(section.person);
    else {
      const { persons, faces } = section.end;
      if (persons !== this.#person_ids.size || faces !== this.#faces)
        throw senseless('other persons than it says');
      this.#end = section.end;
    }
  }

  #count({ person_id, faces }: ArchivedPerson): void {
    if (this.#person_ids.has(person_id)) throw senseless(`person "${person_id}" twice`);
    this.#person_ids.add(person_id);
    for (const { face_id } of faces) {
      if (this.#face_ids.has(face_id)) throw senseless(`face "${face_id}" twice`);
      this.#face_ids.add(face_id);
    }
    this.#faces += faces.length;
  }
}
