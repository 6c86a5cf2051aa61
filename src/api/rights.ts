import type { AuditPage, AuditReport, PersonExport, PersonTerms, TermsChange } from '../protocol';
import type { CallOptions } from './options';

/** Changes of a person's terms. */
export interface PersonTermsFields extends TermsChange {
  readonly person_id: string;
}

/** What is kept of persons beyond v1’s fields, what they may ask for, and what is noted of their use (docs/guide/rights.md). The v1 API has none of it. */
export interface RightsMethods {
  /**
   * Sets what a person agreed to, and when they are to be forgotten. A field that is absent stays, null takes it away. −1303; −1313: `consent`
   * is none (`data.kind` "consent"), or `expires` is no moment to come ("option").
   */
  setPersonTerms(fields: PersonTermsFields, options?: CallOptions): Promise<void>;

  /** Reads what a person agreed to, and when they expire. −1303. */
  getPersonTerms(person_id: string, options?: CallOptions): Promise<PersonTerms>;

  /**
   * Keeps a small picture of a person, sealed as templates are, in the place of the one before; null removes it. mien keeps none unless it is given one
   * here. A JPEG, PNG or WebP of at most 16,384 bytes (`LIMITS.personPictureBytes`), stored as it is: cut it to the face first. It ends with the person,
   * goes into no export and to no fleet. −1303; −1300 empty; −1102 `too_large`; −1400 `type`, `format`; −1313 `consent` where `requireConsent` asks for it.
   */
  setPersonPicture(person_id: string, picture: Blob | null, options?: CallOptions): Promise<void>;

  /** Reads the small picture of a person; null where none is kept. Its type is what the bytes are. −1303; −1200 `damaged`. */
  getPersonPicture(person_id: string, options?: CallOptions): Promise<Blob | null>;

  /**
   * Says what is held of a person and, where there is an audit log, what it was used for, as an object that becomes readable JSON. Templates are not
   * in it. The log notes the call. −1303; −1200 where something of the person is damaged.
   */
  exportPerson(person_id: string, options?: CallOptions): Promise<PersonExport>;

  /** Reads entries of the audit log after number `after` (default 0), oldest first, `most` at a time: 1 to 1000, default 100. −1313. */
  readAudit(
    page?: { readonly after?: number; readonly most?: number },
    options?: CallOptions,
  ): Promise<AuditPage>;

  /** Follows the audit log's chain, and says where entries were removed, changed or put elsewhere. */
  checkAudit(options?: CallOptions): Promise<AuditReport>;

  /**
   * Returns the audit log as a file of JSON lines, which `npm run mien -- audit verify` checks without any key. It is not encrypted; persons stand in it
   * as pseudonyms.
   */
  exportAudit(options?: CallOptions): Promise<Blob>;
}
