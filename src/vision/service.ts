import { kernels } from '../pixels';
import {
  CODES,
  FaceError,
  type LoadProgress,
  type RemoteVision,
  RunningCalls,
  Turns,
  type VisionInfo,
  type VisionOptions,
} from '../protocol';
import { describeAdapter, loadNetworks, recallTrial, rememberTrial } from '../runtime';
import { extract, find, type Vision } from './pipeline';
import { choosePixelReads } from './raster';
import { probe } from './self-test';

/**
 * The vision worker's side of `RemoteVision`, for one page or for several that share the worker: they were started with the same options,
 * and their pictures take turns, since steps share their memory.
 */
export function createVisionService(): RemoteVision {
  let vision: Vision | undefined;
  let starting: Promise<VisionInfo> | undefined;
  const turns = new Turns(1);
  const calls = new RunningCalls();

  const ready = (): Vision => {
    if (vision === undefined)
      throw new FaceError(CODES.INTERNAL, 'the vision worker was not started', { kind: 'unexpected' });
    return vision;
  };

  function cancellable<T>(callId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return calls.run(callId, (signal) => inTurn(() => work(signal), signal));
  }

  async function inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const end = await turns.take(signal);
    try {
      return await work();
    } finally {
      end();
    }
  }

  async function start(options: VisionOptions, onProgress: (progress: LoadProgress) => void) {
    requireKernels();
    const pixels = await choosePixelReads();
    const networks = await loadNetworks(options, onProgress);
    const { imageOrigins, trace = false } = options;
    vision = { networks, imageOrigins, trace };
    return { ...networks.info, pixels };
  }

  const subject = () => {
    const { info, landmarker } = ready().networks;
    const { onnxruntime, tfjs } = info.versions;
    const models = [
      info.origin.model,
      info.origin.modelHash,
      ...(landmarker ? [landmarker.entry.file.sha256] : []),
    ];
    return `onnxruntime ${onnxruntime}, tfjs ${tfjs}, ${models.join(' ')}`;
  };

  return {
    start: (options, onProgress) => {
      starting ??= start(options, onProgress);
      return starting;
    },
    extract: (callId, image) =>
      cancellable(callId, async (signal) => (await extract(ready(), image, 'largest', signal))[0]),
    extractAll: (callId, image) => cancellable(callId, (signal) => extract(ready(), image, 'all', signal)),
    find: (callId, image, wanted) => cancellable(callId, (signal) => find(ready(), image, wanted, signal)),
    cancel: async (callId) => calls.cancel(callId),
    probe: (runs) => inTurn(() => probe(ready().networks, runs), new AbortController().signal),
    adapter: describeAdapter,
    recallTrial: async (adapter) => recallTrial(adapter, subject()),
    rememberTrial: async (adapter, outcome) => {
      await rememberTrial(adapter, subject(), outcome);
      return null;
    },
  };
}

/** Here, so that who lacks it hears of it at the start. */
function requireKernels(): void {
  try {
    kernels();
  } catch (cause) {
    throw new FaceError(
      CODES.INTERNAL,
      'this page may not run WebAssembly with SIMD, by its browser or its policy',
      { kind: 'unsupported', cause },
    );
  }
}
