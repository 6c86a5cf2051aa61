import type { Bytes, DamageReport, ImportSummary } from '../protocol';
import type { CallOptions, ExportFields, ImportFields, PassphraseFields } from './options';

/** The gallery as a whole: who may open it, copies of it, its end. Extensions; the v1 API has nothing of the kind. */
export interface GalleryMethods {
  /**
   * Forgets the gallery's keys, in every tab. Until `unlock`, whatever needs the gallery rejects with −1200 and
   * `data.kind` "locked". −1313 for a gallery without a passphrase, which would only open itself again.
   */
  lock(options?: CallOptions): Promise<void>;

  /** Opens the gallery with its passphrase, in this engine. −1301 empty; −1313 wrong, or there is none. */
  unlock(passphrase: string, options?: CallOptions): Promise<void>;

  /**
   * Sets, changes or removes the passphrase; `current` is asked for where there is one, and without `next` a key of this browser
   * profile opens the gallery again. A passphrase in the place of a device key, and `rotate`, make a new key and seal every record
   * anew, all or nothing: others wait with their writing meanwhile, and other tabs need the passphrase then. Otherwise what changes is
   * the lock on the key. −1301; −1313 wrong, or too short (`data.kind` "short_passphrase"); −1200 `damaged` when a record cannot be
   * sealed anew, `busy` while an import runs.
   */
  setPassphrase(fields: PassphraseFields, options?: CallOptions): Promise<void>;

  /** Removes the appid's gallery from this browser, the key first. What comes after begins a new one. */
  erase(options?: CallOptions): Promise<void>;

  /** Reads and authenticates every record of the gallery; says which are damaged, and whose. */
  checkGallery(options?: CallOptions): Promise<DamageReport>;

  /**
   * The whole gallery as an encrypted file (docs/inside/archive-format.md), read as it is made. Each person is as they are when
   * their turn comes. −1301, −1313 for the passphrase; the stream fails with −1200 at a damaged person, unless
   * `skipDamaged` leaves them out.
   */
  exportGallery(fields: ExportFields, options?: CallOptions): Promise<ReadableStream<Bytes>>;

  /**
   * Takes in such a file: all of it, or nothing. −1313 no such file, cut off, damaged, or another passphrase; −1309, −1310,
   * −1311 what does not fit in; −1200 `busy` while another import runs. Nothing of it is seen before it is through. A stream
   * that is silent ends with the call's signal or `timeoutMs`; without either it is waited for.
   */
  importGallery(fields: ImportFields, options?: CallOptions): Promise<ImportSummary>;
}
