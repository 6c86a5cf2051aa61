/** A photo of one person, encoded. */
export interface Photo {
  readonly blob: Blob;
  /** Whose it is, where that is known: without, nothing is said of accuracy. */
  readonly person: string | null;
}

/** What `/photos.json` lists. */
export interface PhotoAddress {
  readonly url: string;
  readonly person: string;
}
