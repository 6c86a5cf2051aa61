import type { Bytes, DamageReport, DuplicateReport, ImportSummary } from '../protocol';
import type { DuplicateFields, ExportFields, ImportFields, PassphraseFields, RenewalFields } from './fields';
import type { CallOptions } from './options';

/** Methods for the gallery as a whole: locking, copying and deleting it. The v1 API has none of them. */
export interface GalleryMethods {
  /**
   * Forgets the gallery's keys in every tab. Until `unlock`, every call that needs the gallery rejects with −1200, `data.kind` "locked".
   * Rejects with −1313 for a gallery without a passphrase, which would only open itself again.
   */
  lock(options?: CallOptions): Promise<void>;

  /** Opens the gallery with its passphrase, in this engine. Rejects with −1301 for an empty passphrase, and with −1313 for a wrong one or for a gallery without one. */
  unlock(passphrase: string, options?: CallOptions): Promise<void>;

  /**
   * Sets, changes or removes the passphrase. `current` is needed where there is one. Without `next`, a key in this browser profile opens the
   * gallery again. Replacing a device key by a passphrase, and `rotate`, make a new key and seal every record anew, all or nothing. Other
   * writes wait meanwhile, and other tabs need the passphrase afterwards. Any other change replaces only the lock on the key.
   * Codes: −1301 empty; −1313 wrong, or too short (`data.kind` "short_passphrase"); −1200 `damaged` when a record cannot be sealed anew, `busy`
   * while an import runs.
   */
  setPassphrase(fields: PassphraseFields, options?: CallOptions): Promise<void>;

  /**
   * Writes every template in a new secret basis, without photos, all or nothing: a template that was stolen before then resembles no stored
   * one. Confidences stay as they are, and so do the keys. Other writes wait meanwhile. A gallery of mien 0.1 gets its first basis.
   * Codes: −1200 `damaged` when a record cannot be written anew, `busy` while an import runs, `locked`.
   */
  renewTemplates(fields?: RenewalFields, options?: CallOptions): Promise<void>;

  /** Removes the appid's gallery from this browser, the key first. The next enrolment begins a new one. */
  erase(options?: CallOptions): Promise<void>;

  /** Reads and authenticates every record of the gallery, and says which are damaged, and whose. */
  checkGallery(options?: CallOptions): Promise<DamageReport>;

  /**
   * Finds persons who seem to be enrolled twice (docs/guide/duplicates.md). Compares everybody, or a group, with each other, in the gallery
   * worker; other calls are answered meanwhile. The persons are those of the call’s beginning; each pair is read and compared once more before it is
   * told, so that none is of a person who is gone or no longer alike. Left out are persons who have expired or are damaged, and faces of other
   * models. Without `minConfidence`, pairs from where on one pair of strangers is to be expected, at least 75; the answer says from where.
   * Codes: −1301, −1306 no such group; −1313 (`data.kind` "option") for numbers out of range; −1103 (`other_model`) when all faces are of other
   * models; 15 with `attempts`, when one of those found was compared too often; −1200.
   */
  findDuplicates(fields?: DuplicateFields, options?: CallOptions): Promise<DuplicateReport>;

  /**
   * Makes an encrypted file of the whole gallery (docs/inside/archive-format.md), as a stream. Each person is written as they are when they
   * are read. Rejects with −1301 for an empty passphrase and −1313 for one that is too short. The stream fails with −1200 at a damaged person,
   * unless `skipDamaged` leaves that person out.
   */
  exportGallery(fields: ExportFields, options?: CallOptions): Promise<ReadableStream<Bytes>>;

  /**
   * Imports a file of `exportGallery`, all of it or nothing. Nothing of it is visible before the import is complete. Codes: −1313 the file is not
   * such a file, is cut off or damaged, or has another passphrase; −1309, −1310, −1311 it does not fit within the limits; −1200 `busy` another
   * import is running. If the stream falls silent, the call ends by its signal or `timeoutMs`; without either, mien waits.
   */
  importGallery(fields: ImportFields, options?: CallOptions): Promise<ImportSummary>;
}
