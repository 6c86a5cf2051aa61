import type { NewFace, PersonTerms } from '../../protocol';

/** A face as an archive holds it. */
export interface ArchivedFace extends NewFace {
  readonly tag: string;
}

/** A person as an archive holds them. */
export interface ArchivedPerson extends PersonTerms {
  readonly person_id: string;
  readonly person_name: string;
  readonly tag: string;
  readonly group_ids: readonly string[];
  readonly faces: readonly ArchivedFace[];
}

/** What an archive says of itself at its beginning. The counts are those of when it was begun. */
export interface ArchiveContents {
  /** ISO 8601. */
  readonly created: string;
  readonly persons: number;
  readonly faces: number;
}
