import { expect, it } from 'vitest';
import { withRestarts } from './restart';

const never = new Promise<string>(() => undefined);

it('asks again when an answer does not come, and says so', async () => {
  const attempts = [never, never, Promise.resolve('there')];
  const lines: string[] = [];
  const answer = await withRestarts(
    () => attempts.shift() ?? never,
    10,
    (line) => lines.push(line),
  );
  expect(answer).toBe('there');
  expect(lines).toHaveLength(2);
});

it('gives up in the end', async () => {
  await expect(
    withRestarts(
      () => never,
      5,
      () => undefined,
    ),
  ).rejects.toThrow('3 workers did not answer');
});

it('does not try again after an error', async () => {
  let asked = 0;
  const fails = () => {
    asked += 1;
    return Promise.reject(new Error('wrong'));
  };
  await expect(withRestarts(fails, 1000)).rejects.toThrow('wrong');
  expect(asked).toBe(1);
});
