import { expect, it } from 'vitest';
import { Pace, paced } from './pace';

const busy = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

/** What else the thread is asked for comes as a message. */
function ask(heard: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    heard();
  };
  port2.postMessage(null);
}

it('long work hears what comes meanwhile, though it waits for nothing', async () => {
  let done = 0;
  let heardAfter = Number.NaN;
  ask(() => {
    heardAfter = done;
  });
  const pace = new Pace();
  for (; done < 50; done++) {
    busy(1);
    await pace.rest();
  }
  expect(heardAfter).toBeLessThan(10);
});

it('short work is not interrupted', async () => {
  let heard = false;
  ask(() => {
    heard = true;
  });
  const pace = new Pace();
  for (let i = 0; i < 50; i++) await pace.rest();
  expect(heard).toBe(false);
});

it('a map has its results in order, a few under way at once, and hears others between', async () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  let underWay = 0;
  let most = 0;
  let heardAt = Number.NaN;
  ask(() => {
    heardAt = performance.now();
  });
  const results = await paced(items, async (item, i) => {
    underWay += 1;
    most = Math.max(most, underWay);
    busy(0.5);
    await null;
    underWay -= 1;
    return 2 * item + i;
  });
  expect(results).toEqual(items.map((item) => 3 * item));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(33);
  expect(heardAt).toBeLessThan(performance.now());
});

it('rejects as the first that does', async () => {
  const wrong = paced([1, 2, 3], async (item) => {
    if (item === 2) throw new Error('two');
  });
  await expect(wrong).rejects.toThrow('two');
});
