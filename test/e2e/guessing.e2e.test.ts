import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

const OPTIONS = { engine: { appid: 'guessing' } };
let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab(OPTIONS);
  await tab.page.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
  await tab.page.evaluate(async () => {
    const [ann, bob] = files();
    await engine.newperson({ person_id: 'ann', group_ids: ['staff'], image: ann });
    await engine.newperson({ person_id: 'bob', group_ids: ['staff'], image: bob });
  });
});

afterAll(() => tab[Symbol.asyncDispose]());

/** Whole tenths, and what they were cut from, but for what the runtimes that workers move to differ by. */
function expectCut(values: readonly number[], from: readonly number[]): void {
  for (const [i, value] of values.entries()) {
    expect(value).toBe(Math.round(value * 10) / 10);
    expect(Math.abs(value - from[i])).toBeLessThan(0.2);
  }
}

it('confidences are cut to 0.1 on the wire, and nothing finer comes with them', async () => {
  const { exact, wire } = await tab.page.evaluate(async () => {
    const handle = mienHttp.createHandler(engine);
    const ask = async (action: string, names: readonly string[], fields: Record<string, string>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ appid: 'guessing', ...fields })) body.set(name, value);
      for (const name of names) body.set(name, files()[name === 'imageB' ? 1 : 2]);
      const request = new Request(`https://any.example/face/${action}`, { method: 'POST', body });
      return (await (await handle(request)).json()).data;
    };
    const [, bob, eve] = files();
    return {
      exact: {
        verify: await engine.verify('ann', eve),
        identify: await engine.identify({ group_id: 'staff', image: eve }),
        compare: await engine.compare(eve, bob),
      },
      wire: {
        verify: await ask('verify', ['image'], { person_id: 'ann' }),
        identify: await ask('identify', ['image'], { group_id: 'staff' }),
        multidentify: await ask('multidentify', ['image'], { group_id: 'staff' }),
        compare: await ask('compare', ['imageA', 'imageB'], {}),
      },
    };
  });
  expectCut([wire.verify.confidence], [exact.verify.confidence]);
  expect(Object.keys(wire.verify).sort()).toEqual(['confidence', 'ismatch', 'session_id']);
  expectCut([wire.compare.similarity], [exact.compare.similarity]);
  const of = (candidates: readonly { confidence: number }[]) =>
    candidates.map(({ confidence }) => confidence);
  expectCut(of(wire.identify.candidates), of(exact.identify.candidates));
  for (const { candidates } of wire.multidentify.results) {
    expectCut(of(candidates), of(candidates));
  }
  // They are not so by chance.
  expect(of(exact.identify.candidates)).not.toEqual(of(wire.identify.candidates));
});

it('an engine without details gives none, nor finer confidences, whichever appid it is asked for', async () => {
  const seen = await tab.page.evaluate(async () => {
    const silent = await start({ detail: 'never' });
    const [, bob, eve] = files();
    const exact = (await engine.verify('ann', eve)).confidence;
    const found = {
      exact,
      refused: await failure(silent.verify('ann', eve, { detail: true })),
      other: await failure(silent.withAppid('guessing').verify('ann', eve, { detail: true })),
      verify: await silent.verify('ann', eve),
      identify: await silent.identify({ group_id: 'staff', image: eve }),
      multidentify: await silent.multidentify({ group_id: 'staff', image: eve }),
      compare: await silent.compare(eve, bob),
      // No person stands behind these.
      detect: (await silent.detect(eve, { detail: true })).detail.faces.length,
    };
    await silent.close();
    return found;
  });
  expect(seen.refused).toMatchObject({ code: -1313 });
  expect(seen.other).toMatchObject({ code: -1313 });
  expect(seen.verify).not.toHaveProperty('detail');
  expectCut([seen.verify.confidence], [seen.exact]);
  expect(seen.detect).toBeGreaterThan(0);
  const confidences = [
    seen.compare.similarity,
    ...seen.identify.candidates.map(({ confidence }) => confidence),
    ...seen.multidentify.results.flatMap(({ candidates }) => candidates.map(({ confidence }) => confidence)),
  ];
  expectCut(confidences, confidences);
});

it('an engine without details gives no finer confidence by thresholds either', async () => {
  const seen = await tab.page.evaluate(async () => {
    const silent = await start({ detail: 'never' });
    const [, , eve] = files();
    const exact = (await engine.verify('ann', eve)).confidence;
    const { confidence } = await silent.verify('ann', eve);
    const passes = async (matchConfidence: number) =>
      (await silent.verify('ann', eve, { matchConfidence })).ismatch;
    const found = {
      exact,
      confidence,
      at: await passes(confidence),
      between: await passes((confidence + exact) / 2),
    };
    await silent.close();
    return found;
  });
  expect(seen.exact).toBeGreaterThan(seen.confidence);
  expect(seen).toMatchObject({ at: true, between: false });
});

it('a limit of attempts outlasts a reload, and says when to try again', async () => {
  const guess = () =>
    tab.page.evaluate(async () => {
      const limited = await start({ attempts: { perMinute: 2, lockSeconds: 3_600 } });
      const outcomes: unknown[] = [];
      for (let i = 0; i < 3; i++) {
        const outcome = await limited.verify('ann', files()[2]).then(
          ({ ismatch }) => ({ ismatch }),
          ({ code, data, message }) => ({ code, data, message }),
        );
        outcomes.push(outcome);
      }
      const found = await failure(limited.identify({ group_id: 'staff', image: files()[2] }));
      const bob = await limited.verify('bob', files()[1]);
      await limited.close();
      return { outcomes, found, bob: bob.ismatch };
    });
  const refused = {
    code: 15,
    data: { kind: 'attempts', retryAfterMs: expect.any(Number) },
    message: expect.stringMatching(/^ERROR_TOO_FREQUENT: person "ann" .* try again in 3\d\d\d s$/),
  };
  const first = await guess();
  expect(first.outcomes).toEqual([{ ismatch: false }, { ismatch: false }, refused]);
  expect(first.found).toMatchObject({ code: 15 });
  expect(first.bob).toBe(true);
  await tab.page.reload();
  await prepare(tab, { ...OPTIONS, startEngine: false });
  await tab.page.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
  expect((await guess()).outcomes).toEqual([refused, refused, refused]);
});

it.each([
  { detail: 'Never' },
  { detail: true },
  { attempts: {} },
  { attempts: { perMinute: 0, lockSeconds: 60 } },
  { attempts: { perMinute: 5, lockSeconds: Number.NaN } },
  { attempts: { perMinute: 5.5, lockSeconds: 60 } },
  { attempts: { perMinute: 5, lockSeconds: 86_401 } },
  { attempts: { perMinute: '5', lockSeconds: 60 } },
  { attempts: 5 },
  { attempts: null },
])('a guard that is misspelt is not off but refused: %j', async (options) => {
  const found = await tab.page.evaluate((options) => failure(start(options as never)), options);
  expect(found).toMatchObject({ code: -1313, name: 'FaceError' });
});
