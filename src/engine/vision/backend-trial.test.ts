import { describe, expect, it } from 'vitest';
import type { AdapterInfo, RemoteVision, SelfTestResult, TrialOutcome } from '../../protocol';
import type { WorkerClient } from '../../rpc/page';
import { judge, tryWebgpu } from './backend-trial';

function ran(ms: number, numbers: readonly number[]): SelfTestResult {
  const vector = Float32Array.from(numbers);
  return { template: vector, detection: vector, landmarks: null, embedMs: ms, detectMs: ms };
}

it('takes WebGPU when it is right and faster', () => {
  const { outcome, trial } = judge(ran(20, [1, 2, 3]), ran(5, [1, 2, 3.001]));
  expect(outcome.winner).toBe('webgpu');
  expect(trial.templateCosine).toBeGreaterThan(0.999);
});

it('stays with wasm when WebGPU is slower, or wrong, or gives no numbers', () => {
  expect(judge(ran(5, [1, 2, 3]), ran(20, [1, 2, 3])).outcome).toMatchObject({ winner: 'wasm' });
  expect(judge(ran(20, [1, 2, 3]), ran(5, [3, 2, 1])).outcome.reason).toMatch(/other numbers/);
  expect(judge(ran(20, [1, 2, 3]), ran(5, [Number.NaN, 0, 0])).outcome.winner).toBe('wasm');
  expect(judge(ran(20, [1, 2, 3]), ran(5, [0, 0, 0])).outcome.winner).toBe('wasm');
});

it('stays with wasm when WebGPU puts the landmarks elsewhere', () => {
  const seen = (ms: number, landmarks: readonly number[]) => ({
    ...ran(ms, [1, 2, 3]),
    landmarks: Float32Array.from(landmarks),
  });
  expect(judge(seen(20, [1, 2]), seen(5, [1, 2])).outcome.winner).toBe('webgpu');
  expect(judge(seen(20, [1, 2]), seen(5, [2, 1])).outcome.reason).toMatch(/other numbers/);
});

/** No machine of the tests has a GPU that wins, so the two workers are played; `judge` and the order are real. */
describe('the trial', () => {
  const GPU: AdapterInfo = { description: 'a GPU', isFallback: false };

  interface Played {
    readonly client: WorkerClient<RemoteVision>;
    readonly log: string[];
  }

  function played(
    result: SelfTestResult,
    known: TrialOutcome | null,
    broken?: string,
    adapter: AdapterInfo | null = GPU,
  ): Played {
    const log: string[] = [];
    const answers: Record<string, unknown> = {
      adapter,
      recallTrial: known,
      rememberTrial: null,
      selfTest: result,
    };
    const api = new Proxy(
      {},
      { get: (_, name) => () => Promise.resolve({ method: String(name), value: answers[String(name)] }) },
    );
    const call = async (signal: AbortSignal, run: (remote: unknown) => Promise<unknown>) => {
      signal.throwIfAborted();
      const { method, value } = (await run(api)) as { method: string; value: unknown };
      log.push(method);
      if (method === broken) throw new Error(`${method} broke`);
      return value;
    };
    const start = async () => {
      log.push('start');
      if (broken === 'start') throw new Error('start broke');
    };
    const close = () => log.push('close');
    return { client: { call, aside: call, start, close } as unknown as WorkerClient<RemoteVision>, log };
  }

  const never = new AbortController().signal;
  const right = [1, 2, 3];
  const run = (wasm: Played, spare: Played, signal = never) =>
    tryWebgpu(
      wasm.client,
      async () => wasm.client,
      () => spare.client,
      false,
      signal,
    );

  it('hands over the winner alive, and remembers', async () => {
    const [wasm, spare] = [played(ran(20, right), null), played(ran(5, right), null)];
    const report = await run(wasm, spare);
    expect(report.winner).toBe(spare.client);
    expect(spare.log).toEqual(['start', 'selfTest']);
    expect(wasm.log).toContain('rememberTrial');
  });

  it('keeps the winner when it cannot remember', async () => {
    const [wasm, spare] = [played(ran(20, right), null, 'rememberTrial'), played(ran(5, right), null)];
    expect((await run(wasm, spare)).winner).toBe(spare.client);
  });

  it.each(['start', 'selfTest'])(
    'closes the spare and remembers nothing when its %s breaks',
    async (broken) => {
      const [wasm, spare] = [played(ran(20, right), null), played(ran(5, right), null, broken)];
      const report = await run(wasm, spare);
      expect(report).toMatchObject({ winner: null, outcome: { winner: 'wasm' } });
      expect(spare.log).toContain('close');
      expect(wasm.log).not.toContain('rememberTrial');
    },
  );

  it('does not try again what lost before', async () => {
    const wasm = played(ran(20, right), { winner: 'wasm', reason: 'slower' });
    const spare = played(ran(5, right), null);
    expect((await run(wasm, spare)).outcome.reason).toBe('remembered: slower');
    expect(spare.log).toEqual([]);
  });

  it.each<[string, Played]>([
    ['there is no adapter', played(ran(20, right), null, undefined, null)],
    ['the adapter is a software one', played(ran(20, right), null, undefined, { ...GPU, isFallback: true })],
    ['it lost before', played(ran(20, right), { winner: 'wasm', reason: 'slower' })],
  ])('makes nothing to compare with where %s', async (_, wasm) => {
    const made: string[] = [];
    const rival = async () => {
      made.push('rival');
      return wasm.client;
    };
    const spare = () => {
      made.push('spare');
      return played(ran(5, right), null).client;
    };
    await tryWebgpu(wasm.client, rival, spare, false, never);
    expect(made).toEqual([]);
  });

  it('closes the spare when the engine is closed meanwhile', async () => {
    const closing = new AbortController();
    const [wasm, spare] = [played(ran(20, right), null), played(ran(5, right), null)];
    const trial = run(wasm, spare, closing.signal);
    closing.abort(new Error('closed'));
    await expect(trial).rejects.toThrow('closed');
    expect(spare.log.includes('start')).toBe(spare.log.includes('close'));
  });
});
