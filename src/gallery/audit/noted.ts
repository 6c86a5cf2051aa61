import type { Candidate } from '../../protocol';
import type { AuditEvent } from '../store';

/** Candidates as the log has them. */
export function noted(
  candidates: readonly Candidate[],
  shown: (confidence: number) => number,
): NonNullable<AuditEvent['candidates']> {
  return candidates.map(({ personId, confidence }) => ({
    person_id: personId,
    confidence: shown(confidence),
  }));
}
