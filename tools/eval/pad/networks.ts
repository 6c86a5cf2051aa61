import type { Sample } from './samples';

/** Whoever judges a picture: the pair through the engine, with its quality gate, and both networks of human as that library runs them. */
export const NETWORKS = ['minifasnet', 'human antispoof', 'human liveness'] as const;

export type Network = (typeof NETWORKS)[number];

/** What was said of a picture. */
export interface Judged extends Sample {
  /** 0…1, higher for living; null where a network is not there or finds no face. */
  readonly scores: Readonly<Record<Network, number | null>>;
  /** Why the pair's score is not to be gone by. */
  readonly reasons: readonly string[];
}

/** What a network says of a picture; null where it does not say anything that is to be gone by. */
export function scoreOf({ scores, reasons }: Judged, network: Network): number | null {
  return network === 'minifasnet' && reasons.length > 0 ? null : scores[network];
}
