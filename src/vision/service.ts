import {
  CODES,
  type Extraction,
  FaceError,
  isPictureFault,
  type LoadProgress,
  type PortableImage,
  type RemoteVision,
  RunningCalls,
  type SecondTemplate,
  Slots,
  type VisionInfo,
  type VisionOptions,
  type Wanted,
} from '../protocol';
import { describeAdapter, loadNetworks, recallTrial, rememberTrial, type SecondNetwork } from '../runtime';
import { toUnitLength } from './embed';
import { KeptFaces } from './faces-for-second';
import type { Vision } from './look';
import { extract, find, judge } from './pipeline';
import { Arena, choosePixelReads } from './raster';
import { selfTest } from './self-test';
import { watch } from './watch';

/**
 * The vision worker's side of `RemoteVision`, for one page or for several that share the worker: they were started with the same options,
 * and their pictures take slots, since steps share their memory.
 */
export function createVisionService(): RemoteVision {
  let vision: Vision | undefined;
  let starting: Promise<VisionInfo> | undefined;
  const slots = new Slots(1);
  const calls = new RunningCalls();
  const kept = new KeptFaces();

  const ready = (): Vision => {
    if (vision === undefined)
      throw new FaceError(CODES.INTERNAL, 'the vision worker was not started', { kind: 'unexpected' });
    return vision;
  };

  function cancellable<T>(callId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return calls.run(callId, (signal) => alone(() => work(signal), signal));
  }

  async function alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const end = await slots.take(signal);
    try {
      return await work();
    } finally {
      end();
    }
  }

  async function extractions(
    callId: string,
    image: PortableImage,
    faces: Wanted['faces'],
    keep: boolean,
    signal: AbortSignal,
  ): Promise<Extraction[]> {
    const second = keep ? ready().networks.second?.embedder.entry : undefined;
    const extracted = await extract(ready(), image, { faces, second }, signal);
    // A call that was given up meanwhile releases nothing any more.
    signal.throwIfAborted();
    if (second)
      kept.keep(
        callId,
        extracted.map(({ secondChip }) => secondChip),
      );
    return extracted.map(({ extraction }) => extraction);
  }

  const requireSecond = (): SecondNetwork => {
    const { second } = ready().networks;
    if (second === undefined)
      throw new FaceError(CODES.INTERNAL, 'there is no second model to ask', { kind: 'option' });
    return second;
  };

  async function start(options: VisionOptions, onProgress: (progress: LoadProgress) => void) {
    const arena = newArena();
    const pixels = await choosePixelReads();
    const networks = await loadNetworks(options, onProgress, arena.workspace);
    const { imageOrigins, trace = false } = options;
    vision = { networks, arena, imageOrigins, trace };
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
    extract: (callId, image, keep = false) =>
      cancellable(callId, async (signal) => (await extractions(callId, image, 'largest', keep, signal))[0]),
    extractAll: (callId, image, keep = false) =>
      cancellable(callId, (signal) => extractions(callId, image, 'all', keep, signal)),
    prepareSecond: async () => {
      const second = requireSecond();
      await second.network.fetch();
      await alone(() => second.network.open(), new AbortController().signal);
      return null;
    },
    second: (callId, call, faces) =>
      cancellable(callId, async (signal) => {
        const templates: (SecondTemplate | null)[] = [];
        for (const face of faces) {
          signal.throwIfAborted();
          templates.push(await embedSecond(requireSecond(), kept.chip(call, face)));
        }
        return templates;
      }),
    release: async (call) => kept.release(call),
    find: (callId, image, wanted) => cancellable(callId, (signal) => find(ready(), image, wanted, signal)),
    watch: (callId, image, template) =>
      cancellable(callId, (signal) => watch(ready(), image, template, signal)),
    judge: (callId, image) => cancellable(callId, (signal) => judge(ready(), image, signal)),
    cancel: async (callId) => calls.cancel(callId),
    selfTest: (runs) => alone(() => selfTest(ready().networks, runs), new AbortController().signal),
    adapter: describeAdapter,
    recallTrial: async (adapter) => recallTrial(adapter, subject()),
    rememberTrial: async (adapter, outcome) => {
      await rememberTrial(adapter, subject(), outcome);
      return null;
    },
  };
}

async function embedSecond(
  second: SecondNetwork,
  chip: Float32Array | undefined,
): Promise<SecondTemplate | null> {
  if (chip === undefined) return null;
  const network = await second.network.open();
  try {
    return { template: toUnitLength(await network.run(chip)), origin: second.embedder.origin };
  } catch (error) {
    // The face has a template of the first, and that counts.
    if (isPictureFault(error)) return null;
    throw error;
  }
}

/** Here, so that who lacks it hears of it at the start. */
function newArena(): Arena {
  try {
    return new Arena();
  } catch (cause) {
    throw new FaceError(
      CODES.INTERNAL,
      'this page may not run WebAssembly with SIMD, by its browser or its policy',
      { kind: 'unsupported', cause },
    );
  }
}
