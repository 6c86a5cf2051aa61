import type { PeerName } from '../peers';

export interface ColdRow {
  readonly peer: PeerName;
  /** Median, ms, with an empty profile. */
  readonly firstMs: number;
  /** Median, ms, of that page reloaded two seconds later. */
  readonly reloadMs: number;
  /** Median, ms, with the same profile in a browser that was started anew. */
  readonly againMs: number;
  /** Bytes of all that a first visit loads, compressed with brotli. */
  readonly bytes: number;
  readonly runs: number;
}
