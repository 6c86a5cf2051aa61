import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineOptions } from '../../src';
import type { EnginePage } from '../../tools/browser';
import { sharedData } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';
import { rerouted } from '../support/reroute';

/** Two photos of one person of whom the default model is not sure, and of one of whom it is; and of two people who look alike to it. */
const PHOTOS = [
  'Paula_Radcliffe/Paula_Radcliffe_0003.jpg',
  'Paula_Radcliffe/Paula_Radcliffe_0004.jpg',
  'Leslie_Ann_Woodward/Leslie_Ann_Woodward_0001.jpg',
  'Leslie_Ann_Woodward/Leslie_Ann_Woodward_0002.jpg',
  'Barry_Bonds/Barry_Bonds_0001.jpg',
  'Mickey_Sherman/Mickey_Sherman_0001.jpg',
];
const NETWORK = '**/dlib-resnet-v1-int8.onnx';
/** A worker of the page's own, whose requests are seen. */
const OWN = { keepWarm: false, threads: 1 } as const;

let tab: EnginePage;
let asked = 0;

beforeAll(async () => {
  tab = await openEngineTab({ startEngine: false, engine: OWN });
  tab.page.context().on('request', (request) => {
    if (request.url().endsWith('dlib-resnet-v1-int8.onnx')) asked += 1;
  });
});
afterAll(() => tab[Symbol.asyncDispose]());

/** A page as after a reload, with an engine and the photos; what was enrolled is there. */
async function reload(context: Parameters<typeof sharedData>[0], options: Partial<EngineOptions> = {}) {
  const folder = sharedData(context, 'lfw-dev/images');
  await tab.page.reload();
  await prepare(tab, { startEngine: false, engine: { ...OWN, ...options } });
  await tab.page.setInputFiles(
    '#files',
    PHOTOS.map((photo) => `${folder}/${photo}`),
  );
  await tab.page.evaluate(async () => {
    globalThis.engine = await start();
  });
  asked = 0;
}

async function enrol(ids: readonly (readonly [string, number])[]) {
  return tab.page.evaluate(async (ids) => {
    for (const [person_id, photo] of ids)
      await engine.newperson({ person_id, group_ids: ['g'], image: files()[photo] });
  }, ids);
}

const verify = (who: string, photo: number) =>
  tab.page.evaluate(
    async ([who, photo]) => {
      const { confidence, detail } = await engine.verify(who, files()[photo], { detail: true });
      return { confidence, second: detail.second };
    },
    [who, photo] as const,
  );

it('asks where the first is not sure, and loads the second network no sooner', async (context) => {
  await reload(context);
  await enrol([
    ['paula', 0],
    ['leslie', 2],
    ['barry', 4],
  ]);
  expect(asked).toBe(1);

  await reload(context);
  expect(await verify('leslie', 3)).toMatchObject({ second: { outcome: 'sure' } });
  expect(await verify('leslie', 0)).toMatchObject({ second: { outcome: 'sure' } });
  expect(asked).toBe(0);
  const honest = await verify('paula', 1);
  expect(honest.second).toMatchObject({ outcome: 'answered', compared: 1, pooled: expect.closeTo(0.919, 2) });
  expect(asked).toBe(1);
  const stranger = await verify('barry', 5);
  expect(stranger.second).toMatchObject({ outcome: 'answered' });
  expect(asked).toBe(1);

  // As one of a search's candidates, and of two pictures, it is judged the same.
  const same = await tab.page.evaluate(async () => {
    const { candidates } = await engine.identify({ group_id: 'g', image: files()[1] });
    const { similarity } = await engine.compare(files()[0], files()[1]);
    return { candidate: candidates.find(({ person_id }) => person_id === 'paula')?.confidence, similarity };
  });
  expect(same.candidate).toBeCloseTo(honest.confidence, 6);
  expect(same.similarity).toBeCloseTo(honest.confidence, 2);

  await reload(context, { secondOpinion: 'never' });
  const [alone, other] = [await verify('paula', 1), await verify('barry', 5)];
  expect(alone.second).toEqual({ outcome: 'off' });
  expect(honest.confidence).toBeGreaterThan(alone.confidence + 5);
  expect(stranger.confidence).toBeLessThan(other.confidence);
  expect(asked).toBe(0);
});

it('asks always where that is wanted, and about faces with one template never', async (context) => {
  await reload(context, { secondOpinion: 'never' });
  await enrol([['old', 0]]);
  await reload(context, { secondOpinion: 'always' });
  expect(await verify('leslie', 3)).toMatchObject({ second: { outcome: 'answered' } });
  await reload(context);
  expect(await verify('old', 1)).toMatchObject({ second: { outcome: 'no_template' } });
  const added = await tab.page.evaluate(() =>
    engine.addface({ person_id: 'old', images: [files()[2]] }, { detail: true }),
  );
  expect(added.detail.faces[0]).toMatchObject({ error: null, secondMissing: null });
  expect(await verify('old', 1)).toMatchObject({ second: { outcome: 'answered', compared: 1 } });
});

it('goes on with the first where the second network does not come, and says so', async (context) => {
  await reload(context, { secondOpinion: 'never' });
  const alone = await verify('paula', 1);
  await reload(context);
  const { gone, added } = await rerouted(
    tab.page.context(),
    NETWORK,
    (route) => route.abort(),
    async () => ({
      gone: await verify('paula', 1),
      added: await tab.page.evaluate(() =>
        engine.addface({ person_id: 'paula', images: [files()[2]] }, { detail: true }),
      ),
    }),
  );
  expect(gone.second).toMatchObject({
    outcome: 'missing',
    reason: expect.stringContaining('dlib-resnet-v1-int8'),
  });
  expect(gone.confidence).toBe(alone.confidence);
  expect(added.ret_codes).toEqual([0]);
  expect(added.detail.faces[0].secondMissing).toContain('dlib-resnet-v1-int8');
  await tab.page.evaluate((ids) => engine.delface({ person_id: 'paula', face_ids: ids }), added.face_ids);
  expect(await verify('paula', 1)).toMatchObject({ second: { outcome: 'answered' } });
});

it('an abort while the network is on its way ends the call, and the next goes on', async (context) => {
  await reload(context);
  const outcome = await rerouted(
    tab.page.context(),
    NETWORK,
    async (route) => {
      await tab.page.evaluate(() => globalThis.dispatchEvent(new Event('on its way')));
      await route.continue();
    },
    () =>
      tab.page.evaluate(async () => {
        const controller = new AbortController();
        globalThis.addEventListener('on its way', () => controller.abort(), { once: true });
        return failure(engine.verify('paula', files()[1], { signal: controller.signal }));
      }),
  );
  expect(outcome).toMatchObject({ name: 'AbortError' });
  expect(await verify('paula', 1)).toMatchObject({ second: { outcome: 'answered' } });
});

it('waits once for a network that stalls, and uses it when it has come', async (context) => {
  await reload(context);
  let letGo: () => void = () => undefined;
  const stalled = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const waits = await rerouted(
    tab.page.context(),
    NETWORK,
    async (route) => {
      await stalled;
      await route.continue();
    },
    async () => {
      const times: number[] = [];
      for (let i = 0; i < 2; i++) {
        const began = performance.now();
        expect((await verify('paula', 1)).second).toMatchObject({ outcome: 'missing' });
        times.push(performance.now() - began);
      }
      letGo();
      return times;
    },
  );
  // A call that waited took ten seconds and more; the second has nothing left to wait for.
  expect(waits[0]).toBeGreaterThanOrEqual(10_000);
  expect(waits[1]).toBeLessThan(10_000);
  await expect
    .poll(async () => (await verify('paula', 1)).second.outcome, { timeout: 30_000 })
    .toBe('answered');
});

it('exported and imported, faces have both templates', async (context) => {
  await reload(context);
  const before = await verify('paula', 1);
  await tab.page.evaluate(async () => {
    const passphrase = 'a long enough one';
    const file = await new Response(await engine.exportGallery({ passphrase })).blob();
    await engine.importGallery({ file, passphrase, mode: 'replace' });
  });
  // Templates are written in secret axes of their gallery, which are other ones after an import: alike but for rounding.
  const { confidence, second } = before;
  if (second.outcome !== 'answered') throw new Error(`not answered: ${second.outcome}`);
  expect(await verify('paula', 1)).toEqual({
    confidence: expect.closeTo(confidence, 6),
    second: { ...second, pooled: expect.closeTo(second.pooled, 6) },
  });
});
