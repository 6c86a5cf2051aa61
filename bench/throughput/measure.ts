import { createEngine, type FaceEngine } from '../../src';
import type { Backend } from '../../src/protocol';
import { median } from '../../tools/quantiles';
import { loadPhotos } from '../photos';

export interface ThroughputPlan {
  readonly photos: number;
  /** Sizes of the vision side that are compared. */
  readonly workers: readonly number[];
  readonly backend: Backend;
  /** The manifest's first when undefined. */
  readonly model: string | undefined;
}

export interface ThroughputRow {
  readonly workers: number;
  /** Median over the blocks. */
  readonly photosPerSecond: number;
  readonly photos: number;
}

/** Enrolments that one engine is asked for before it is another one's turn. */
const BLOCK = 50;
/** Calls that are under way at once. */
const AT_ONCE = 8;
const DIFFERENT_PHOTOS = 60;

/** Persons made from photos, written to a gallery of their own; engines with more and fewer workers in turns. */
export async function measureThroughput(
  { photos: total, workers, ...networks }: ThroughputPlan,
  log: (line: string) => void,
): Promise<ThroughputRow[]> {
  const photos = (await loadPhotos(DIFFERENT_PHOTOS)).map(({ blob }) => blob);
  const engines = await Promise.all(workers.map((count) => open(count, networks)));
  const speeds: number[][] = workers.map(() => []);
  // Until every worker is there and warm.
  for (const engine of engines) await enrol(engine, photos, BLOCK);
  for (let done = 0; done < total; done += BLOCK) {
    log(`${done} of ${total} photos each`);
    for (const [i, engine] of engines.entries()) {
      const began = performance.now();
      await enrol(engine, photos, BLOCK);
      speeds[i].push((BLOCK * 1000) / (performance.now() - began));
    }
  }
  for (const engine of engines) {
    await engine.erase();
    await engine.close();
  }
  return workers.map((count, i) => ({
    workers: count,
    photosPerSecond: median(speeds[i]),
    photos: speeds[i].length * BLOCK,
  }));
}

function open(
  visionWorkers: number,
  { backend, model }: Pick<ThroughputPlan, 'backend' | 'model'>,
): Promise<FaceEngine> {
  const appid = `bench-${crypto.randomUUID()}`;
  return createEngine({
    assets: '/mien/',
    appid,
    backend,
    ...(model === undefined ? {} : { model }),
    threads: 1,
    visionWorkers,
    persist: false,
    enrolmentQuality: 'accept',
  });
}

async function enrol(engine: FaceEngine, photos: readonly Blob[], count: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < count; i = next++) {
      const image = photos[i % photos.length];
      await engine.newperson({ person_id: crypto.randomUUID(), group_ids: ['all'], image });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
