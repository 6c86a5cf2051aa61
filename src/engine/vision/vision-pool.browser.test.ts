import { afterEach, expect, it } from 'vitest';
import { WorkerClient } from '../../rpc/page';
import { VisionPool } from './vision-pool';

const never = new AbortController().signal;
let pool: VisionPool;
/** Every client that was made, in order. */
let made: WorkerClient<Fixture>[] = [];

interface Fixture {
  start(ms: number): Promise<void>;
  slow(ms: number): Promise<string>;
}

function client(broken = false) {
  const one = new WorkerClient<Fixture>({
    name: 'fixture',
    url: new URL(`/src/rpc/testing/${broken ? 'missing' : 'puppet'}.worker.ts`, location.href),
    concurrency: 1,
    expendable: true,
    idleMs: 800,
    boot: (api) => api.start(0),
  });
  made.push(one);
  return one;
}

function open(most: number, broken = false): void {
  made = [];
  // The pool looks at nothing but readiness and load, and hands its workers out.
  pool = new VisionPool(client() as never, () => client(broken) as never, most);
}

const slow = (ms: number) =>
  (pool.pick() as never as WorkerClient<Fixture>).call(never, (api) => api.slow(ms));

/** Calls more of both once the other one can take calls, however long its start takes here. */
async function bothBusy(): Promise<void> {
  while (!made[1].ready) await new Promise((resolve) => setTimeout(resolve, 10));
  const more = [slow(300), slow(300)];
  expect(made.map(({ load }) => load > 0)).toEqual([true, true]);
  await Promise.all(more);
}

afterEach(() => pool.close());

it('starts another worker when calls pile up, and shares them out', async () => {
  open(2);
  await slow(1);
  expect(made).toHaveLength(1);
  const first = [slow(300), slow(300), slow(300)];
  expect(made).toHaveLength(2);
  await bothBusy();
  await Promise.all(first);
});

it('starts the other one again after both had nothing to do', async () => {
  open(2);
  const crowd = () => [slow(300), slow(300), slow(300)];
  await Promise.all(crowd());
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // longer than either may idle
  expect(pool.first.ready).toBe(false);
  const again = crowd();
  await bothBusy();
  await Promise.all(again);
  expect(made).toHaveLength(2);
});

it('has no more than it may, and one when no other can start', async () => {
  open(1);
  await Promise.all([slow(1), slow(1), slow(1), slow(1)]);
  expect(made).toHaveLength(1);
  pool.close();

  open(4, true);
  await Promise.all([slow(50), slow(50), slow(50)]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await Promise.all([slow(1), slow(1), slow(1), slow(1)]);
  expect(made).toHaveLength(2);
});
