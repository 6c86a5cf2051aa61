import { type Candidate, FaceError, type Found } from '../../protocol';
import type { Gallery } from '../store';
import { type Compared, comparableFaces, type Judge } from '../verify';
import type { Probe } from './probe';

/** A candidate whom both networks are to judge; `compared` is null where the first's word stands. */
interface Open {
  readonly candidate: Candidate;
  readonly compared: Compared | null;
}

/** A search whose answer waits for the second network. */
export interface OpenSearch {
  readonly appid: string;
  readonly found: readonly (readonly Open[])[];
  /** Probes that are asked about. */
  readonly asks: readonly number[];
}

/** Reads the faces of those whom the second network is to be asked about: as many as `verify` would ask about. */
export async function openSearch(
  gallery: Gallery,
  appid: string,
  judge: Judge,
  probes: readonly Probe[],
  candidates: readonly (readonly Candidate[])[],
): Promise<OpenSearch> {
  const found = await Promise.all(
    candidates.map((list, i) =>
      Promise.all(list.map((candidate) => openOne(gallery, judge, probes[i], candidate))),
    ),
  );
  const asks = found.flatMap((list, i) => (list.some(({ compared }) => compared !== null) ? [i] : []));
  return { appid, found, asks };
}

async function openOne(gallery: Gallery, judge: Judge, probe: Probe, candidate: Candidate): Promise<Open> {
  if (!judge.mayAsk(candidate.confidence)) return { candidate, compared: null };
  try {
    const { faces } = await comparableFaces(gallery, candidate.personId, probe.origin);
    const compared = judge.compare(faces, probe.template);
    return { candidate, compared: compared.asks ? compared : null };
  } catch (error) {
    // Gone or changed since: what was found stands as it was.
    if (error instanceof FaceError) return { candidate, compared: null };
    throw error;
  }
}

/** The candidates in their new order; of equal ones the smaller person_id. */
export function rescore(
  { found, asks }: OpenSearch,
  judge: Judge,
  seconds: readonly (Float32Array | null)[],
): Found['candidates'] {
  return found.map((list, probe) => {
    const second = seconds[asks.indexOf(probe)] ?? 'there is no template';
    return list
      .map(({ candidate, compared }) =>
        compared === null ? candidate : { ...candidate, confidence: judge.both(compared, second).confidence },
      )
      .sort((a, b) => b.confidence - a.confidence || (a.personId < b.personId ? -1 : 1));
  });
}
