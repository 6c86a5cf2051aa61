import type { Pose, TemplateOrigin } from '../faces';
import type { ImportMode } from './gallery-requests';
import type { Consent } from './terms';

export type AuditedEvent =
  /** The log begins; with `after`, behind an entry that the gallery’s state no longer vouches for. */
  | 'begun'
  | 'enrolled'
  | 'face_added'
  | 'face_removed'
  | 'info_changed'
  | 'verified'
  | 'identified'
  /** Everybody with everybody else, to find who is enrolled twice. */
  | 'compared'
  | 'deleted'
  /** Removed since it had expired. */
  | 'expired'
  | 'exported'
  | 'person_exported'
  | 'imported'
  /** Uses that could not be noted, since the database took nothing for too long. */
  | 'lost';

/** One line of the log. No picture, no template, no name, and of a person a pseudonym: HMAC-SHA-256 of the person_id, 128 bits. */
export interface AuditEntry {
  /** Counts from 1 and never again. */
  readonly n: number;
  /** ISO 8601. */
  readonly time: string;
  readonly what: AuditedEvent;
  /** Whom it is about. */
  readonly person?: string;
  /** `verified`: on the scale of `confidence`, and whether it reached what the call asked for. */
  readonly confidence?: number;
  readonly matched?: boolean;
  /** `identified`: the candidates of one face by the first network, best first. */
  readonly found?: readonly { readonly person: string; readonly confidence: number }[];
  /** `enrolled`, `face_added`, `face_removed`, `imported`: how many faces. */
  readonly faces?: number;
  /** `compared`, `exported`, `imported`: how many persons. */
  readonly persons?: number;
  /** `imported`. */
  readonly mode?: ImportMode;
  /** `info_changed`: which, not to what. */
  readonly fields?: readonly string[];
  /** `enrolled`: the version of the text that was agreed to. */
  readonly consent?: string;
  /** `begun`: the entry before it. */
  readonly after?: number;
  /** `lost`: how many. */
  readonly lost?: number;
  /** SHA-256 of the entry before it, as JSON. */
  readonly prev: string;
}

/** An entry as it is read: with the person_id of whoever is in the gallery still, and null for whoever is not. */
export interface AuditRecord extends Omit<AuditEntry, 'found'> {
  readonly person_id: string | null;
  readonly found?: readonly {
    readonly person: string;
    readonly person_id: string | null;
    readonly confidence: number;
  }[];
}

export interface AuditPage {
  readonly entries: readonly AuditRecord[];
  /** What to ask for next: `after` of the next page; null after the last. */
  readonly next: number | null;
}

/** Where a chain is broken. */
export interface AuditProblem {
  readonly n: number;
  /**
   * `missing`: this entry is not there, nor those up to `until`; `changed`: the entry after it, or the head, belongs to another one;
   * `order`: it stands where it does not belong; `damaged`: it does not open, or is no entry; `beyond`: nothing vouches for it.
   */
  readonly problem: 'missing' | 'changed' | 'order' | 'damaged' | 'beyond';
  readonly until?: number;
}

export interface AuditReport {
  /** Entries that are there. */
  readonly entries: number;
  /** The first that should be there: those before it were removed by age or number. 0: there is no log. */
  readonly first: number;
  /** The last one's number. */
  readonly last: number;
  /** The last one's hash. Noted elsewhere, it shows later that what was there then still is. */
  readonly head: string;
  readonly problems: readonly AuditProblem[];
}

/** What is held of a person, and what it was used for. */
export interface PersonExport {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  readonly group_ids: readonly string[];
  readonly consent: Consent | null;
  /** ISO 8601. */
  readonly expires: string | null;
  readonly faces: readonly {
    readonly face_id: string;
    readonly tag: string;
    /** Of the picture that it was enrolled from, which is not kept. */
    readonly image: { readonly width: number; readonly height: number };
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    /** How sure the detector was, 0…1. */
    readonly score: number;
    readonly pose: Pose;
    /** What made the template. The template itself is not here: docs/guide/rights.md says why. */
    readonly origin: TemplateOrigin;
    /** Numbers in the template. */
    readonly dimension: number;
    readonly second: { readonly origin: TemplateOrigin; readonly dimension: number } | null;
  }[];
  /** The small picture that is kept, as a `data:` URL; null where none is. */
  readonly picture: string | null;
  /** What the log has of them, oldest first; null where the gallery has none. */
  readonly uses: readonly AuditEntry[] | null;
  /** ISO 8601. */
  readonly created: string;
}
