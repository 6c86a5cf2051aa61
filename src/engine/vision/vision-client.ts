import { proxy } from 'comlink';
import type { EngineOptions } from '../../api';
import {
  type Backend,
  CODES,
  FaceError,
  type LoadProgress,
  type RemoteVision,
  type VisionInfo,
  type VisionOptions,
} from '../../protocol';
import { startLimit, WorkerClient } from '../../rpc/page';

/** Of the sources that page and workers are built from: `vite.config.ts` sets it. */
declare const __BUILD__: string;

/** Which workers answer: those that are there soonest, those on wasm that take the least time, or one on the GPU. */
export type Stage = 'first' | 'lasting' | 'webgpu';

/** What there is to say of one worker. */
interface Told {
  readonly onInfo: (info: VisionInfo) => void;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** A worker of that stage, of the page's own or one that pages share. */
export function visionClient(
  assets: URL,
  given: EngineOptions,
  stage: Stage,
  shared: boolean,
  { onInfo, onProgress = () => undefined }: Told,
): WorkerClient<RemoteVision> {
  const options: VisionOptions = {
    assets: assets.href,
    backend: backendOf(stage),
    second: given.secondOpinion ?? 'auto',
    integersOn: stage === 'first' ? 'tfjs' : 'onnxruntime',
    threads: threadsOf(stage, given),
    imageOrigins: (given.imageOrigins ?? []).map(originOf),
    ...(given.model === undefined ? {} : { model: given.model }),
    ...(given.trace ? { trace: true } : {}),
  };
  return new WorkerClient<RemoteVision>({
    name: 'vision',
    url: new URL('vision.worker.js', assets),
    concurrency: 1,
    expendable: true,
    cancel: (api, callId) => api.cancel(callId),
    // Pages of another build would send what this one does not understand, and other options give other answers.
    shared: shared ? `mien vision ${__BUILD__} ${JSON.stringify(options)}` : undefined,
    idleMs: given.idleMs,
    startLimitMs: startLimit(given.timeoutMs),
    boot: async (api) => onInfo(await api.start(options, proxy(onProgress))),
  });
}

function backendOf(stage: Stage): Backend {
  return stage === 'webgpu' ? 'webgpu' : 'wasm';
}

/** Threads of the embedder's runtime on wasm. */
export function threadsOf(stage: Stage, { threads }: EngineOptions): number {
  return threads ?? (stage === 'first' ? 1 : defaultThreads());
}

function defaultThreads(): number {
  return globalThis.crossOriginIsolated ? Math.max(1, Math.min(4, navigator.hardwareConcurrency >> 1)) : 1;
}

/** However it was spelt: with a path, in capitals, with the usual port. */
function originOf(address: string): string {
  try {
    return new URL(address).origin;
  } catch (cause) {
    throw new FaceError(CODES.INTERNAL, `imageOrigins: "${address}" is not an origin`, {
      kind: 'option',
      cause,
    });
  }
}
