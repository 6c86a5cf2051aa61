import { createEngine, type FaceEngine } from '../../src';
import type { Backend } from '../../src/protocol';
import { median } from '../../tools/quantiles';
import { mulberry32, shuffled } from '../../tools/random';
import { loadPhotos, orNoFace, type Photo } from '../photos';

const MODES = ['never', 'auto', 'always'] as const;
type SecondMode = (typeof MODES)[number];
type Attempt = 'genuine' | 'impostor';

export interface SecondPlan {
  readonly people: number;
  readonly backend: Backend;
}

export interface SecondRow {
  readonly attempt: Attempt;
  readonly mode: SecondMode;
  readonly meanMs: number;
  readonly p50: number;
  readonly verdicts: number;
  /** Of the verdicts: how many the second network was asked about. */
  readonly asked: number;
}

interface Contender {
  readonly mode: SecondMode;
  readonly engine: FaceEngine;
}

/** Rounds over the first pair before anything is timed: the second network is loaded, and onnxruntime is warm. */
const UNTIMED = 12;
const PERSON = 'enrolled';

/**
 * Photo to verdict with and without the second network, in turns: each person's first photo is enrolled, then compared with their second one
 * and with the next person's. Photos without a face are left out.
 */
export async function measureSecondOpinion(
  { people, backend }: SecondPlan,
  log: (line: string) => void,
): Promise<SecondRow[]> {
  const pairs = pairsOf(await loadPhotos(2 * people));
  if (pairs.length < 2) throw new Error('two photos each of two people are needed: --images <folder>');
  const contenders = await Promise.all(MODES.map((mode) => open(mode, backend)));
  const seen = new Map<string, { times: number[]; asked: number }>();
  const next = mulberry32(1);
  for (let i = -UNTIMED; i < pairs.length; i++) {
    const [enrolled, probe] = pairs[Math.max(0, i)];
    const [stranger] = pairs[(Math.max(0, i) + 1) % pairs.length];
    if (i % 20 === 0) log(`${Math.max(0, i)} of ${pairs.length} people`);
    for (const at of shuffled([...contenders.keys()], next)) {
      const { mode, engine } = contenders[at];
      if (!(await enrol(engine, enrolled))) continue;
      for (const [attempt, photo] of [['genuine', probe] as const, ['impostor', stranger] as const]) {
        const verdict = await timed(engine, photo);
        if (i < 0 || verdict === undefined) continue;
        const key = `${attempt} ${mode}`;
        const sum = seen.get(key) ?? { times: [], asked: 0 };
        sum.times.push(verdict.ms);
        sum.asked += verdict.asked ? 1 : 0;
        seen.set(key, sum);
      }
      await engine.delperson(PERSON);
    }
  }
  for (const { engine } of contenders) {
    await engine.erase();
    await engine.close();
  }
  return (['genuine', 'impostor'] as const).flatMap((attempt) =>
    MODES.map((mode) => {
      const { times, asked } = seen.get(`${attempt} ${mode}`) ?? { times: [], asked: 0 };
      const meanMs = times.reduce((sum, ms) => sum + ms, 0) / times.length;
      return { attempt, mode, meanMs, p50: median(times), verdicts: times.length, asked };
    }),
  );
}

/** Photos come in pairs of one person. */
function pairsOf(photos: readonly Photo[]): (readonly [Blob, Blob])[] {
  const pairs: (readonly [Blob, Blob])[] = [];
  for (let i = 0; i + 1 < photos.length; i += 2) {
    const [a, b] = [photos[i], photos[i + 1]];
    if (a.person !== null && a.person === b.person) pairs.push([a.blob, b.blob]);
  }
  return pairs;
}

async function open(mode: SecondMode, backend: Backend): Promise<Contender> {
  const engine = await createEngine({
    assets: '/mien/',
    appid: `bench-${crypto.randomUUID()}`,
    backend,
    secondOpinion: mode,
    threads: 1,
    visionWorkers: 1,
    keepWarm: false,
    persist: false,
    enrolmentQuality: 'accept',
  });
  return { mode, engine };
}

async function enrol(engine: FaceEngine, image: Blob): Promise<boolean> {
  const made = await orNoFace(engine.newperson({ person_id: PERSON, group_ids: ['bench'], image }));
  return made !== undefined;
}

async function timed(engine: FaceEngine, photo: Blob): Promise<{ ms: number; asked: boolean } | undefined> {
  const began = performance.now();
  const verdict = await orNoFace(engine.verify(PERSON, photo, { detail: true }));
  if (verdict === undefined) return undefined;
  return { ms: performance.now() - began, asked: verdict.detail.second.outcome === 'answered' };
}
