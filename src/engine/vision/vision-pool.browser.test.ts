import { afterEach, expect, it } from 'vitest';
import { WorkerClient } from '../../rpc/page';
import { VisionPool } from './vision-pool';

const never = new AbortController().signal;
let pool: VisionPool;
let made = 0;

interface Fixture {
  start(ms: number): Promise<void>;
  slow(ms: number): Promise<string>;
}

function client(broken = false) {
  made += 1;
  return new WorkerClient<Fixture>({
    name: 'fixture',
    url: new URL(`/src/rpc/testing/${broken ? 'missing' : 'puppet'}.worker.ts`, location.href),
    concurrency: 1,
    expendable: true,
    idleMs: 800,
    boot: (api) => api.start(0),
  });
}

function open(most: number, broken = false): void {
  made = 0;
  // The pool looks at nothing but readiness and load, and hands its workers out.
  pool = new VisionPool(client() as never, () => client(broken) as never, most);
}

const slow = (ms: number) =>
  (pool.pick() as never as WorkerClient<Fixture>).call(never, (api) => api.slow(ms));

afterEach(() => pool.close());

it('starts another worker when calls pile up, and shares them out', async () => {
  open(2);
  await slow(1);
  expect(made).toBe(1);
  const first = [slow(300), slow(300), slow(300)];
  expect(made).toBe(2);
  await first[0];
  // By now the other one can take calls, and has less to do.
  expect(pool.pick()).not.toBe(pool.first);
  await Promise.all(first);
});

it('starts the other one again after both had nothing to do', async () => {
  open(2);
  const crowd = () => [slow(300), slow(300), slow(300)];
  await Promise.all(crowd());
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // longer than either may idle
  expect(pool.first.ready).toBe(false);
  const again = crowd();
  await again[0];
  expect(pool.pick()).not.toBe(pool.first);
  await Promise.all(again);
  expect(made).toBe(2);
});

it('has no more than it may, and one when no other can start', async () => {
  open(1);
  await Promise.all([slow(1), slow(1), slow(1), slow(1)]);
  expect(made).toBe(1);
  pool.close();

  open(4, true);
  await Promise.all([slow(50), slow(50), slow(50)]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.all([slow(1), slow(1), slow(1), slow(1)]);
  expect(made).toBe(2);
});
