import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser/engine-page';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab({ engine: { visionWorkers: 1 } });
  await tab.page.setInputFiles('#files', packagePhoto(1));
  await tab.page.evaluate(() => engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] }));
});

afterAll(() => tab[Symbol.asyncDispose]());

it('10,000 verifications at once: 64 are answered, the others turned away at once, and getinfo does not wait', async () => {
  const seen = await tab.page.evaluate(async () => {
    let answered = 0;
    const calls = Array.from({ length: 10_000 }, () =>
      engine.verify('ann', files()[0], { timeoutMs: 600_000 }).then(
        () => {
          answered += 1;
          return 'answered';
        },
        (error) => `${error.code} ${error.data?.kind}`,
      ),
    );
    // The first that is turned away, and the last.
    const turnedAway = await Promise.race([calls[64], calls[0]]);
    const last = await Promise.race([calls[9999], calls[0]]);
    const { person_id } = await engine.getinfo('ann');
    const answeredBefore = answered;
    // Another appid's gallery has the same workers.
    const other = await failure(engine.withAppid('other').extract(files()[0]));
    const tally: Record<string, number> = {};
    for (const outcome of await Promise.all(calls)) tally[outcome] = (tally[outcome] ?? 0) + 1;
    const { ismatch } = await engine.verify('ann', files()[0]);
    return { turnedAway, last, person_id, answeredBefore, other: other?.code, tally, ismatch };
  });
  expect(seen).toMatchObject({
    turnedAway: '15 busy',
    last: '15 busy',
    person_id: 'ann',
    other: 15,
    ismatch: true,
  });
  expect(seen.answeredBefore).toBeLessThan(32);
  expect(seen.tally).toEqual({ answered: 64, '15 busy': 9936 });
});

it('counts what the host says, and a call whose caller gave it up no more', async () => {
  const seen = await tab.page.evaluate(async () => {
    const small = await start({ maxQueue: 2 });
    const [image] = files();
    const given = new AbortController();
    const first = failure(small.extract(image, { signal: given.signal }));
    const second = failure(small.detect(image));
    const third = await failure(small.compare(image, image));
    given.abort();
    await first;
    const fourth = failure(small.extract(image));
    const codes = [await second, third, await fourth].map((refused) => refused?.code ?? 0);
    await small.close();
    const senseless = await Promise.all([0, -1, Number.NaN].map((maxQueue) => failure(start({ maxQueue }))));
    return { codes, senseless: senseless.map((refused) => refused?.code) };
  });
  expect(seen).toEqual({ codes: [0, 15, 0], senseless: [-1313, -1313, -1313] });
});

it('many pictures of one addface do not all come before a verification that is asked for later', async () => {
  const seen = await tab.page.evaluate(async () => {
    const images = Array.from({ length: 20 }, () => files()[0]);
    const began = performance.now();
    const adding = engine.addface({ person_id: 'ann', images }, { timeoutMs: 600_000 });
    const { ismatch } = await engine.verify('ann', files()[0], { timeoutMs: 600_000 });
    const verified = performance.now() - began;
    const { ret_codes } = await adding;
    return { ismatch, verified, added: performance.now() - began, ret_codes };
  });
  expect(seen.ismatch).toBe(true);
  expect(seen.ret_codes).toEqual(Array(20).fill(-1312));
  // Eight of the twenty go before it.
  expect(seen.verified).toBeLessThan(seen.added * 0.8);
});
