import type { Backend } from '../../src/protocol';
import type { PeerName } from '../peers';

export interface VerifyPlan {
  readonly peers: readonly PeerName[];
  readonly photos: number;
  /** Photos of 12 megapixels; 0 for none. */
  readonly largePhotos: number;
  readonly rounds: number;
  readonly threads: number;
  readonly backend: Backend;
}

/** One peer's photos to verdicts, of one size. */
export interface VerifyRow {
  readonly peer: PeerName | 'decoding alone';
  readonly title: string;
  readonly size: 'small' | 'large';
  readonly p50: number;
  readonly p95: number;
  readonly photos: number;
  /** Photos in which it found no face. */
  readonly missed: number;
  /** False non-match rate at a false match rate of 1 %, from the same photos; null where nobody knows who is on them. */
  readonly fnmr: number | null;
  readonly genuine: number;
  readonly impostor: number;
}

export interface VerifyResult {
  readonly rows: readonly VerifyRow[];
  /** Peers that could not be started, and why. */
  readonly absent: readonly { readonly peer: PeerName; readonly reason: string }[];
}
