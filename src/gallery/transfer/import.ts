import { CODES, FaceError, type ImportMode, type ImportProgress, type ImportSummary } from '../../protocol';
import { type ArchivedPerson, ArchiveReader } from '../archive';
import { asStorageError } from '../failure';
import { removeExpired } from '../persons';
import { isExpired, type Person, type SealedFace, type State, sealFace } from '../records';
import { type Gallery, loadState, mutate } from '../store';
import { requireImportPermit } from './import-permit';
import { mergeWith, replaceBy } from './plan';
import { markForSweep, sweepNow } from './sweep';

/** Mutations of others that may come between an import's begin and its end. */
const AHEAD = 1_000_000;
/** Faces written in one transaction. */
const BATCH = 500;

/**
 * One import. Faces are sealed and laid into the database as they come, where they belong and under a generation that is
 * still to be; nobody sees them, since no person lists them. The persons come last, in one mutation: with it, all is
 * there; without it, nothing is, and a sweep takes the faces out again.
 */
export class Import {
  readonly #gallery: Gallery;
  readonly #mode: ImportMode;
  readonly #reader: ArchiveReader;
  readonly #generation: number;
  readonly #basis: string | null;
  readonly #release: () => void;
  readonly #ended: AbortSignal;
  /** The call that is under way; the end waits for it, since a sweep beside it would take what it is about to list. */
  #working: Promise<unknown> = Promise.resolve();
  readonly #persons: Person[] = [];
  #waiting: SealedFace[] = [];
  /** What is being written, while the next faces are read and sealed. */
  #writing: Promise<void> = Promise.resolve();
  #sealings = 0;
  #over = false;

  private constructor(
    gallery: Gallery,
    mode: ImportMode,
    reader: ArchiveReader,
    { generation, basis }: Pick<State, 'generation' | 'basis'>,
    release: () => void,
    ended: AbortSignal,
  ) {
    this.#gallery = gallery;
    this.#mode = mode;
    this.#reader = reader;
    this.#generation = generation + AHEAD;
    this.#basis = basis;
    this.#release = release;
    this.#ended = ended;
  }

  /**
   * −1301, −1313 for the passphrase or mode; −1200 (`busy`) while there is another import. Whoever aborts `ended` must call
   * `end`, too.
   */
  static async begin(
    gallery: Gallery,
    passphrase: string,
    mode: ImportMode,
    ended: AbortSignal,
  ): Promise<Import> {
    if (mode !== 'merge' && mode !== 'replace')
      throw new FaceError(CODES.PARAMETER_INVALID, 'mode must be "merge" or "replace"', { kind: 'option' });
    const reader = new ArchiveReader(passphrase, ended);
    const release = await requireImportPermit(gallery.appid);
    try {
      if ((await gallery.db.get('sweeps', 'sweep')) !== undefined) await sweepNow(gallery);
      const state = await loadState(gallery, await gallery.keys());
      await markForSweep(gallery);
      return new Import(gallery, mode, reader, state, release, ended);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Takes the next bytes of the file, any number of them. −1313 for what is no such file, or damaged. */
  async write(bytes: Uint8Array): Promise<ImportProgress> {
    await this.#work(async () => this.#layAll(await this.#reader.push(bytes)));
    return { persons: this.#persons.length, of: this.#reader.contents?.persons ?? null };
  }

  /** Shows everything at once. −1313 for a file that is cut off; −1309, −1310, −1311 when it does not fit in. */
  async finish(): Promise<ImportSummary> {
    const summary = await this.#work(async () => {
      await this.#layAll(await this.#reader.end());
      await this.#flush();
      await this.#writing;
      this.#ended.throwIfAborted();
      // Who has expired here is nobody to be merged with.
      await removeExpired(this.#gallery);
      const plan = this.#mode === 'replace' ? replaceBy : mergeWith;
      const staged = { persons: this.#persons, generation: this.#generation, sealings: this.#sealings };
      return mutate(this.#gallery, async (now) => {
        const { change, result } = await plan(this.#gallery, now, staged);
        const { persons, faces } = result;
        return {
          change: { ...change, audit: [{ what: 'imported', mode: this.#mode, persons, faces }] },
          result,
        };
      });
    });
    await this.end();
    return summary;
  }

  /** Clears away what is not to be seen. */
  async end(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    try {
      await this.#working.catch(() => undefined);
      await this.#writing.catch(() => undefined);
      await sweepNow(this.#gallery);
    } catch {
      // Locked or gone: the mark for the sweep is still there.
    } finally {
      this.#release();
    }
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.#working = done;
    return done;
  }

  async #layAll(persons: readonly ArchivedPerson[]): Promise<void> {
    for (const person of persons) {
      this.#ended.throwIfAborted();
      // Who has expired since the file was made does not come back.
      if (!isExpired(person)) await this.#lay(person);
    }
  }

  async #lay({ faces, ...person }: ArchivedPerson): Promise<void> {
    const keys = await this.#gallery.keys();
    const key = await keys.hash('person', person.person_id);
    const generation = this.#generation;
    const { person_id } = person;
    const sealed = await Promise.all(
      faces.map((face) => sealFace(keys, key, { ...face, person_id }, generation, this.#basis)),
    );
    this.#sealings += sealed.length;
    this.#waiting.push(...sealed);
    this.#persons.push({ ...person, faces: faces.map(({ face_id }) => ({ face_id, generation })) });
    if (this.#waiting.length >= BATCH) await this.#flush();
  }

  /** Begins to write what is waiting, once what was written before is through. */
  async #flush(): Promise<void> {
    const faces = this.#waiting;
    this.#waiting = [];
    await this.#writing;
    this.#writing = this.#put(faces);
    // Heard of at the next flush, or at the end.
    this.#writing.catch(() => undefined);
  }

  async #put(faces: readonly SealedFace[]): Promise<void> {
    try {
      const transaction = this.#gallery.db.transaction('faces', 'readwrite', { durability: 'strict' });
      await Promise.all([...faces.map((face) => transaction.store.put(face)), transaction.done]);
    } catch (error) {
      throw asStorageError(error);
    }
  }
}
