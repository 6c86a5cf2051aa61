import type { PeerName } from '../peers';

/** What `frame.html?cold=<peer>&backend=<backend>` measured of itself. */
export interface ColdStart {
  /** From the start of the navigation to the first template, ms. */
  readonly ms: number;
  readonly found: boolean;
}

export interface ColdRow {
  readonly peer: PeerName;
  /** Median, ms, with an empty profile. */
  readonly firstMs: number;
  /** Median, ms, once more with the same profile, in a browser that was started anew. */
  readonly againMs: number;
  /** Bytes of all that a first visit loads, compressed with brotli. */
  readonly bytes: number;
  readonly runs: number;
}
