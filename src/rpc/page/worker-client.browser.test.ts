import { afterEach, expect, it } from 'vitest';
import { FaceError } from '../../protocol';
import type { FixtureService } from '../testing';
import { withDeadline } from './deadline';
import { WorkerClient, type WorkerClientOptions } from './worker-client';

const never = new AbortController().signal;
let clients: WorkerClient<FixtureService>[] = [];
let boots = 0;

/** A client of a real worker that takes `bootMs` to start. */
function client(bootMs = 0, options: Partial<WorkerClientOptions<FixtureService>> = {}) {
  boots = 0;
  const made = new WorkerClient<FixtureService>({
    name: 'fixture',
    url: new URL('/src/rpc/testing/puppet.worker.ts', location.href),
    concurrency: 1,
    expendable: true,
    boot: async (api) => {
      boots += 1;
      await api.start(bootMs);
    },
    ...options,
  });
  clients.push(made);
  return made;
}

function echo<T>(of: WorkerClient<FixtureService>, value: T, signal = never): Promise<T> {
  return of.call(signal, (api) => api.echo(value) as Promise<T>);
}

function slow(of: WorkerClient<FixtureService>, ms: number, signal = never): Promise<string> {
  return of.call(signal, (api) => api.slow(ms));
}

afterEach(() => {
  for (const each of clients) each.close();
  clients = [];
});

it('answers, and starts the worker once', async () => {
  const one = client();
  expect(await Promise.all([1, 2, 3].map((n) => echo(one, n)))).toEqual([1, 2, 3]);
  expect(boots).toBe(1);
});

it('a time limit that passes while the worker boots leaves it booting', async () => {
  const one = client(400);
  await expect(withDeadline({ timeoutMs: 50 }, 0, (signal) => echo(one, 1, signal))).rejects.toThrow(/50 ms/);
  await expect(withDeadline({ timeoutMs: 50 }, 0, (signal) => echo(one, 2, signal))).rejects.toThrow(/50 ms/);
  expect(await echo(one, 3)).toBe(3);
  expect(boots).toBe(1);
});

it('a time limit ends a worker that hangs; what waited is answered by the next', async () => {
  const one = client();
  await one.start(never); // a limit that passes before leaves it booting
  const hung = withDeadline({ timeoutMs: 300 }, 0, (signal) => slow(one, 60_000, signal));
  const waiting = echo(one, 'next');
  await expect(hung).rejects.toBeInstanceOf(FaceError);
  expect(await waiting).toBe('next');
  expect(boots).toBe(2);
});

it('a time limit leaves a worker alone whose other calls must not suffer', async () => {
  const one = client(0, { concurrency: 4, expendable: false });
  const other = slow(one, 300);
  await expect(withDeadline({ timeoutMs: 50 }, 0, (signal) => slow(one, 500, signal))).rejects.toThrow(
    /50 ms/,
  );
  expect(await other).toBe('late');
  expect(boots).toBe(1);
});

it('the caller’s own AbortSignal.timeout is an abort: it ends nothing', async () => {
  const told: string[] = [];
  const one = client(0, { cancel: () => told.push('told') });
  await echo(one, 0);
  const call = one.call(AbortSignal.timeout(50), (api) => api.slow(300));
  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await echo(one, 1)).toBe(1);
  expect([told, boots]).toEqual([['told'], 1]);
});

it('notices within a second that the worker has ended itself, and goes on with a new one', async () => {
  const one = client();
  await echo(one, 0);
  const deaths: string[] = [];
  one.onDeath = (reason) => deaths.push(reason.detail);
  const pending = slow(one, 60_000);
  const began = performance.now();
  await one.aside(never, (api) => api.die()).catch(() => undefined);
  await expect(pending).rejects.toMatchObject({ code: 213, detail: expect.stringMatching(/stopped/) });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(deaths).toHaveLength(1);
  expect(await echo(one, 1)).toBe(1);
  expect(boots).toBe(2);
});

it('says so when the worker’s file is not there', async () => {
  const one = client(0, { url: new URL('/no/such.worker.js', location.href) });
  await expect(echo(one, 1)).rejects.toMatchObject({ code: 213 });
});

it('keeps no answer once the caller has it', async () => {
  const one = client();
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') throw new Error('run with --js-flags=--expose-gc');
  const kept: WeakRef<object>[] = [];
  for (let i = 0; i < 20; i++) kept.push(new WeakRef(await echo(one, { bytes: new Uint8Array(1e6) })));
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  expect(kept.filter((each) => each.deref() !== undefined).length).toBeLessThan(3);
});

it('retires after what has begun, and refuses what comes later', async () => {
  const one = client();
  const begun = slow(one, 200);
  await one.retire();
  expect(await begun).toBe('late');
  await expect(echo(one, 1)).rejects.toMatchObject({ code: 213 });
});

it('asks an idle worker to rest instead, where it has something to keep', async () => {
  let rests = 0;
  const one = client(0, { idleMs: 50, rest: () => rests++ });
  expect(await echo(one, 1)).toBe(1);
  await expect.poll(() => rests).toBe(1);
  expect(one.ready).toBe(true);
  expect(await echo(one, 2)).toBe(2);
  expect(boots).toBe(1);
});

it('ends a worker that had nothing to do, and starts another at the next call', async () => {
  const one = client(0, { idleMs: 100 });
  one.onDeath = () => expect.fail('it did not die');
  expect(await echo(one, 1)).toBe(1);
  expect(one.ready).toBe(true);
  const busy = slow(one, 300); // longer than it may idle
  await busy;
  expect(boots).toBe(1);
  await expect.poll(() => one.ready).toBe(false);
  expect(await echo(one, 2)).toBe(2);
  expect(boots).toBe(2);
});

it('what arrives in a worker and cannot be read there fails at once, and the worker goes on', async () => {
  // Shared memory stays among the threads of one page: a worker that pages share is told of it and cannot read it.
  const one = client(0, { shared: `fixture ${crypto.randomUUID()}` });
  expect(await echo(one, 1)).toBe(1);
  expect(one.shared).toBe(true);
  const lost = withDeadline({ timeoutMs: 20_000 }, 0, (signal) =>
    echo(one, new SharedArrayBuffer(1), signal),
  );
  await expect(lost).rejects.toMatchObject({ code: 213, cause: { name: 'DataCloneError' } });
  expect(await echo(one, 2)).toBe(2);
  expect(boots).toBe(1);
});

it.each(['exhaust', 'exhaustBuffers'] as const)(
  'a worker without memory says so and is replaced: %s',
  async (work) => {
    const one = client();
    const first = await one.call(never, (api) => api.name());
    const failing = one.call(never, (api) => api[work]());
    const waiting = one.call(never, (api) => api.name());
    await expect(failing).rejects.toMatchObject({ code: 213, data: { kind: 'out_of_memory' } });
    expect(await waiting).not.toBe(first);
    expect(boots).toBe(2);
  },
);

it('a worker whose other calls must not suffer is kept when one finds no memory', async () => {
  const one = client(0, { concurrency: 4, expendable: false });
  const other = slow(one, 300);
  await expect(one.call(never, (api) => api.exhaust())).rejects.toMatchObject({
    data: { kind: 'out_of_memory' },
  });
  expect(await other).toBe('late');
  expect(boots).toBe(1);
});
