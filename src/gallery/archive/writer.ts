import { DEFAULT_KDF } from '../keys';
import { BytesQueue } from './bytes-queue';
import { ChunkCipher } from './cipher';
import { type Header, newHeader, writeHeader } from './header';
import { contentsSection, endSection, personSection } from './sections';
import type { ArchiveContents, ArchivedPerson } from './types';

const CHUNK_BYTES = 2 ** 18;

/** Makes an archive, a person at a time; what is ready comes back as bytes of the file. */
export class ArchiveWriter {
  readonly #cipher: ChunkCipher;
  readonly #chunkBytes: number;
  readonly #plain = new BytesQueue();
  #ready: Uint8Array<ArrayBuffer>[];
  #persons = 0;
  #faces = 0;

  private constructor(cipher: ChunkCipher, header: Header, contents: ArchiveContents) {
    this.#cipher = cipher;
    this.#chunkBytes = header.chunkBytes;
    this.#ready = [writeHeader(header)];
    this.#plain.push(contentsSection(contents));
  }

  /**
   * FaceError −1301, −1313 for the passphrase; the signal's reason when it is aborted meanwhile. `header`: for files that must be
   * the same each time.
   */
  static async create(
    passphrase: string,
    contents: ArchiveContents,
    header: Header = newHeader(DEFAULT_KDF, CHUNK_BYTES),
    signal?: AbortSignal,
  ): Promise<ArchiveWriter> {
    return new ArchiveWriter(await ChunkCipher.create(passphrase, header, signal), header, contents);
  }

  async add(person: ArchivedPerson): Promise<void> {
    this.#persons += 1;
    this.#faces += person.faces.length;
    this.#plain.push(personSection(person));
    // The last chunk is told apart, so that one is only written when something follows it.
    while (this.#plain.length > this.#chunkBytes) {
      this.#ready.push(await this.#cipher.seal(this.#plain.take(this.#chunkBytes), false));
    }
  }

  /** No person follows. */
  async end(): Promise<void> {
    this.#plain.push(endSection({ persons: this.#persons, faces: this.#faces }));
    while (this.#plain.length > this.#chunkBytes) {
      this.#ready.push(await this.#cipher.seal(this.#plain.take(this.#chunkBytes), false));
    }
    this.#ready.push(await this.#cipher.seal(this.#plain.take(this.#plain.length), true));
  }

  /** The file's bytes since the last time. */
  take(): Uint8Array<ArrayBuffer>[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
