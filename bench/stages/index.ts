import type { FaceEngine, VerifyDetail } from '../../src';
import { median, quantile } from '../../tools/quantiles';

export const STAGES = ['decode', 'detect', 'align', 'embed', 'match'] as const;

type Stage = (typeof STAGES)[number];

/** Photos to verdicts of one engine, a stage at a time; medians, ms. */
export interface StageRow {
  readonly verifications: number;
  readonly p50: number;
  readonly p95: number;
  readonly stages: Readonly<Record<Stage, number>>;
}

const PERSON = 'benchmark';
/** The first ones load what is loaded when it is first needed. */
const UNTIMED = 5;

/**
 * Enrols the first photo in a gallery of its own and verifies all photos in turns, `rounds` times; `tell` hears the total of
 * each. Rejects with the signal's reason.
 */
export async function measureStages(
  engine: FaceEngine,
  photos: readonly Blob[],
  rounds: number,
  tell: (totalMs: number) => void,
  signal: AbortSignal,
): Promise<StageRow> {
  const own = engine.withAppid(`benchmark-${crypto.randomUUID()}`);
  try {
    await enrolFirst(own, photos);
    for (let i = 0; i < UNTIMED; i++) await own.verify(PERSON, photos[i % photos.length], { signal });
    const times: VerifyDetail['timingsMs'][] = [];
    for (let i = 0; i < rounds * photos.length; i++) {
      const { detail } = await own.verify(PERSON, photos[i % photos.length], { signal, detail: true });
      times.push(detail.timingsMs);
      tell(detail.timingsMs.total);
    }
    return summary(times);
  } finally {
    await own.erase();
  }
}

async function enrolFirst(engine: FaceEngine, photos: readonly Blob[]): Promise<void> {
  for (const image of photos) {
    const made = await engine
      .newperson({ person_id: PERSON, group_ids: ['benchmark'], image })
      .catch(() => undefined);
    if (made) return;
  }
  throw new Error('none of the photos can be enrolled');
}

function summary(times: readonly VerifyDetail['timingsMs'][]): StageRow {
  const totals = times.map(({ total }) => total);
  return {
    verifications: times.length,
    p50: median(totals),
    p95: quantile(totals, 0.95),
    stages: Object.fromEntries(
      STAGES.map((stage) => [stage, median(times.map((each) => each[stage]))]),
    ) as Record<Stage, number>,
  };
}
