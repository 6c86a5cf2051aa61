import type { AuditPage, AuditReport, PersonExport, PersonTerms, TermsChange } from '../protocol';
import type { CallOptions } from './options';

/** Changes of a person's terms. */
export interface PersonTermsFields extends TermsChange {
  readonly person_id: string;
}

/** What persons may ask for, and what is noted of their use (docs/guide/rights.md). The v1 API has none of it. */
export interface RightsMethods {
  /**
   * Sets what a person agreed to, and when they are to be forgotten. A field that is absent stays, null takes it away. −1303; −1313: `consent`
   * is none (`data.kind` "consent"), or `expires` is no moment to come ("option").
   */
  setPersonTerms(fields: PersonTermsFields, options?: CallOptions): Promise<void>;

  /** Reads what a person agreed to, and when they expire. −1303. */
  getPersonTerms(person_id: string, options?: CallOptions): Promise<PersonTerms>;

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
