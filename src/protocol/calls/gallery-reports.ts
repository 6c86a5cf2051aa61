/** How a search runs on this device, and why. */
export interface KernelInfo {
  readonly kernel: string;
  readonly reason: string;
  /** The check before the first search: every kernel that this browser can run. */
  readonly measured: readonly {
    readonly kernel: string;
    readonly templatesPerSecond: number;
    readonly gigabytesPerSecond: number;
  }[];
}

/** What a search keeps in memory. */
export interface SearchInfo {
  readonly persons: number;
  readonly templates: number;
  readonly bytes: number;
  /** Milliseconds it took to load. */
  readonly loadMs: number;
}

export interface GalleryInfo {
  /** What opens the gallery: a key of this browser profile, or a passphrase. */
  readonly protection: 'device' | 'passphrase';
  readonly locked: boolean;
  /** Null until something is searched, and so is `search`. */
  readonly kernel: KernelInfo | null;
  /** Null until something is searched. */
  readonly search: SearchInfo | null;
}

/** Persons written anew so far, and how many there are. */
export interface RotationProgress {
  readonly persons: number;
  readonly of: number;
}

/** Pairs of persons compared so far, and how many there are. */
export interface DuplicateProgress {
  readonly pairs: number;
  readonly of: number;
}

export interface DuplicatePerson {
  readonly person_id: string;
  /** Empty when never set. */
  readonly person_name: string;
  /** Their face that shows the likeness. */
  readonly face_id: string;
}

/** Two persons who may be one. */
export interface DuplicatePair {
  /** The highest with which a face of one of the two would be verified as the other, 0…100. */
  readonly confidence: number;
  readonly persons: readonly [DuplicatePerson, DuplicatePerson];
}

export interface DuplicateReport {
  /** How many were compared with each other: those with a face that can be. */
  readonly persons: number;
  /** From where on pairs were looked for, 0…100. */
  readonly minConfidence: number;
  /** The most alike first. */
  readonly pairs: readonly DuplicatePair[];
  /** How many more there are, less alike than those, by the first network. */
  readonly more: number;
}

/** What `check` found. */
export interface DamageReport {
  readonly persons: number;
  readonly faces: number;
  /**
   * Records that are not what was written, or not there. What the gallery mends by itself is named, too: groups, and its state.
   */
  readonly damaged: readonly {
    readonly what: 'person' | 'face' | 'picture' | 'group' | 'state';
    /** Null where nobody can tell any more, and for what belongs to no one person. */
    readonly person_id: string | null;
    readonly face_id?: string;
    /** Of a group, as far as one of its persons tells. */
    readonly group_id?: string;
    /** The record is not there. */
    readonly missing?: true;
  }[];
  /** Persons that the gallery counts and that are not there; those whose faces still are stand in `damaged`. */
  readonly missing: number;
}

export interface ExportBegun {
  /** What there is to export now. */
  readonly persons: number;
}

export interface ExportPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Persons in the file so far. */
  readonly persons: number;
  readonly done: boolean;
  /** person_ids left out of this part since they are damaged; null where nobody can tell whose records they were. */
  readonly damaged: readonly (string | null)[];
}

export interface ImportProgress {
  /** Persons read so far, and how many the file says it has, once that has been read. */
  readonly persons: number;
  readonly of: number | null;
}

export interface ImportSummary {
  /** Persons that were not there before; with `replace` all. */
  readonly persons: number;
  /** Faces added. */
  readonly faces: number;
  /** Persons who were there, and got faces or groups from the file. */
  readonly merged: number;
}
