import { TimeoutError } from '@nats-io/nats-core';
import { expect, test } from 'vitest';
import { hedged } from './hedged';

test('who is not answered asks again, and hears the first answer', async () => {
  const late: string[] = [];
  let first: (answer: string) => void = () => undefined;
  let asked = 0;
  const ask = () => {
    asked += 1;
    return asked === 1
      ? new Promise<string>((resolve) => {
          first = resolve;
        })
      : Promise.resolve('second');
  };
  expect(await hedged(ask, (answer) => late.push(answer))).toBe('second');
  expect(asked).toBe(2);
  first('first');
  await expect.poll(() => late).toEqual(['first']);
});

test('a refusal is an answer, and so is the silence of all', async () => {
  let asked = 0;
  const refused = () => {
    asked += 1;
    return Promise.reject(new Error('not allowed'));
  };
  await expect(hedged(refused)).rejects.toThrow('not allowed');
  expect(asked).toBe(1);
  await expect(hedged(() => Promise.reject(new TimeoutError()))).rejects.toThrow(TimeoutError);
});
