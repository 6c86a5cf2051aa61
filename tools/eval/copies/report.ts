import { dot } from '../../../src/match';
import type { RefusalCount } from '../../../src/protocol';
import { median, quantile } from '../../quantiles';
import { COPY_KINDS, type CopyKind, copyKey, personOf, type Templates } from '../photos';
import { type GenuinePair, genuinePairs, refusals } from '../statistics';

/** What one half of the people shows: similarities of copies, by kind, and of different photos. */
export interface Measured {
  readonly people: number;
  /** Photos that were copied. A copy in which no face is found has no similarity. */
  readonly copied: number;
  readonly copies: ReadonlyMap<CopyKind, readonly number[]>;
  /** Most similar first, as labelled: should a collection hold a photo twice, it counts as two. */
  readonly different: readonly GenuinePair[];
}

export function measure(photos: Templates, copies: Templates, people: ReadonlySet<string>): Measured {
  const own = new Map([...photos].filter(([path]) => people.has(personOf(path))));
  const copied = [...own.keys()].filter((path) => copies.has(copyKey(path, COPY_KINDS[0]))).length;
  const similarities = (kind: CopyKind) =>
    [...own].flatMap(([path, original]) => {
      const copy = copies.get(copyKey(path, kind));
      return original && copy ? [dot(original, copy)] : [];
    });
  return {
    people: new Set([...own.keys()].map(personOf)).size,
    copied,
    copies: new Map(COPY_KINDS.map((kind) => [kind, similarities(kind)])),
    different: genuinePairs(own),
  };
}

/** All kinds together that the rule should refuse. */
export function countedCopies({ copies }: Measured): number[] {
  return [...copies].flatMap(([kind, similarities]) => (kind.counted ? similarities : []));
}

export function similaritiesOf(pairs: readonly GenuinePair[]): number[] {
  return pairs.map((pair) => pair.similarity);
}

/** A line per kind of copy, and one per kind of pair. */
export function kindTable(measured: Measured, threshold: number) {
  const line = (name: string, similarities: readonly number[]) => ({
    name,
    min: Number(quantile(similarities, 0).toFixed(4)),
    percentile1: Number(quantile(similarities, 0.01).toFixed(4)),
    median: Number(median(similarities).toFixed(4)),
    max: Number(quantile(similarities, 1).toFixed(4)),
    refused: share(refusals(similarities, threshold)),
  });
  return [
    ...[...measured.copies].map(([kind, s]) => ({
      ...line(kind.counted ? kind.name : `(${kind.name})`, s),
      'no face': measured.copied - s.length,
    })),
    line('all but those in brackets', countedCopies(measured)),
    line('different photos', similaritiesOf(measured.different)),
  ];
}

/** Both rates at each threshold. */
export function thresholdTable(choosing: Measured, reporting: Measured, thresholds: readonly number[]) {
  const refused = (similarities: readonly number[], t: number) => share(refusals(similarities, t));
  return thresholds.map((threshold) => ({
    threshold,
    'different, choosing': refused(similaritiesOf(choosing.different), threshold),
    'different, reporting': refused(similaritiesOf(reporting.different), threshold),
    'copies, choosing': refused(countedCopies(choosing), threshold),
    'copies, reporting': refused(countedCopies(reporting), threshold),
  }));
}

function share({ refused, of, interval: [low, high] }: RefusalCount): string {
  const percent = (value: number) => Number((value * 100).toPrecision(3));
  if (of === 0) return '0 of 0: none';
  return `${refused} of ${of}: ${percent(refused / of)} % (${percent(low)}–${percent(high)})`;
}
