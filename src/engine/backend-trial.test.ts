import { expect, it } from 'vitest';
import type { ProbeResult } from '../protocol';
import { judge } from './backend-trial';

function probe(ms: number, numbers: readonly number[]): ProbeResult {
  const vector = Float32Array.from(numbers);
  return { template: vector, detection: vector, embedMs: ms, detectMs: ms };
}

it('takes WebGPU when it is right and faster', () => {
  const { outcome, trial } = judge(probe(20, [1, 2, 3]), probe(5, [1, 2, 3.001]));
  expect(outcome.winner).toBe('webgpu');
  expect(trial.templateCosine).toBeGreaterThan(0.999);
});

it('stays with wasm when WebGPU is slower, or wrong, or gives no numbers', () => {
  expect(judge(probe(5, [1, 2, 3]), probe(20, [1, 2, 3])).outcome).toMatchObject({ winner: 'wasm' });
  expect(judge(probe(20, [1, 2, 3]), probe(5, [3, 2, 1])).outcome.reason).toMatch(/other numbers/);
  expect(judge(probe(20, [1, 2, 3]), probe(5, [Number.NaN, 0, 0])).outcome.winner).toBe('wasm');
  expect(judge(probe(20, [1, 2, 3]), probe(5, [0, 0, 0])).outcome.winner).toBe('wasm');
});
