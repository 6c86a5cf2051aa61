import { expect, it } from 'vitest';
import { Slots } from './slots';

const forever = new AbortController().signal;

it('lets the given number in and the others after them, in order', async () => {
  const slots = new Slots(2);
  const entered: number[] = [];
  const ends: (() => void)[] = [];
  const all = [1, 2, 3, 4].map((n) =>
    slots.take(forever).then((end) => {
      entered.push(n);
      ends.push(end);
    }),
  );
  await Promise.all(all.slice(0, 2));
  expect(entered).toEqual([1, 2]);
  ends[0]();
  ends[0](); // twice is once
  await all[2];
  expect(entered).toEqual([1, 2, 3]);
  ends[1]();
  await all[3];
  expect(entered).toEqual([1, 2, 3, 4]);
});

it('forgets one that gives up waiting', async () => {
  const slots = new Slots(1);
  const end = await slots.take(forever);
  const impatient = new AbortController();
  const given = slots.take(impatient.signal);
  const next = slots.take(forever);
  impatient.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  end();
  await expect(next).resolves.toBeTypeOf('function');
});

it('is drained when the last has left', async () => {
  const slots = new Slots(1);
  await slots.drained();
  const end = await slots.take(forever);
  const second = slots.take(forever);
  let drained = false;
  const waiting = slots.drained().then(() => {
    drained = true;
  });
  end();
  const endSecond = await second;
  expect(drained).toBe(false);
  endSecond();
  await waiting;
  expect(drained).toBe(true);
});
