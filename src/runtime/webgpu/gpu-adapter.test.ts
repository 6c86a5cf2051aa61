import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findAdapter } from './gpu-adapter';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ADAPTER = {} as GPUAdapter;

/** No machine of the tests has a GPU whose process starts late; this answers as one was seen to. */
function answering(...answers: (GPUAdapter | null | Error)[]) {
  const requestAdapter = vi.fn(async () => {
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer instanceof Error) throw answer;
    return answer ?? null;
  });
  return { requestAdapter };
}

async function found(gpu: Parameters<typeof findAdapter>[0]): Promise<GPUAdapter | null> {
  const looking = findAdapter(gpu);
  await vi.runAllTimersAsync();
  return looking;
}

it('takes the first adapter without waiting', async () => {
  const gpu = answering(ADAPTER);
  await expect(findAdapter(gpu)).resolves.toBe(ADAPTER);
  expect(gpu.requestAdapter).toHaveBeenCalledOnce();
});

it('asks again where the first answers are null or an error', async () => {
  const gpu = answering(null, new Error('the GPU process was lost'), ADAPTER);
  await expect(found(gpu)).resolves.toBe(ADAPTER);
  expect(gpu.requestAdapter).toHaveBeenCalledTimes(3);
});

it('gives up after a while where there is none', async () => {
  const gpu = answering(null);
  await expect(found(gpu)).resolves.toBeNull();
  expect(gpu.requestAdapter).toHaveBeenCalledTimes(5);
});

it('finds none at once in a browser without WebGPU', async () => {
  vi.stubGlobal('navigator', {});
  await expect(findAdapter()).resolves.toBeNull();
});
