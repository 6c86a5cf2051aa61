/** The one way to TensorFlow.js and its face detector: half a megabyte of script, which is loaded beside the models. */

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { createDetector, type FaceDetector, SupportedModels } from '@tensorflow-models/face-detection';
import type { Pixels, Workspace } from '../../pixels';
import { type Backend, type DetectedFace, type DetectorEntry, outOfMemory } from '../../protocol';
import { type DetectorNetwork, Scratch } from '../network';
import { requireAdapter } from '../webgpu';
import { type Anchor, readDetections } from './detections';
import { detectorInput } from './detector-input';

export { openOnTfjs, UnsupportedNetwork } from '../onnx';

export const TFJS_VERSION: string = tf.version_core;

/** More than any tile shows; the package's own default is one. */
const MAX_FACES_PER_PICTURE = 100;

export async function startTfjs(backend: Backend, assets: string): Promise<void> {
  if (backend === 'webgpu') {
    await requireAdapter();
    await import('@tensorflow/tfjs-backend-webgpu');
  } else {
    setWasmPaths(new URL('runtimes/', assets).href);
    // Its threaded variant keeps its worker as source text, which minification breaks: the call never returns.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend`);
  await tf.ready();
  if (backend === 'wasm') sayWhenMemoryEnds(tf.backend());
}

/** Where there is no memory, the wasm backend's allocator gives 0, and the backend would write there. */
function sayWhenMemoryEnds(backend: object): void {
  const wasm: unknown = Reflect.get(backend, 'wasm');
  if (!isAllocator(wasm)) throw new Error('this release of the wasm backend hides its allocator');
  // At its first call Emscripten's own puts another in its place.
  wasm._free(wasm._malloc(1));
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const place = allocate(bytes);
    if (place === 0 && bytes > 0) throw outOfMemory('a step of a network', bytes);
    return place;
  };
}

interface Allocator {
  _malloc: (bytes: number) => number;
  readonly _free: (place: number) => void;
}

function isAllocator(wasm: unknown): wasm is Allocator {
  return typeof wasm === 'object' && wasm !== null && typeof Reflect.get(wasm, '_malloc') === 'function';
}

/** Resolves when the GPU that TensorFlow.js computes on is gone; never on wasm. */
export async function gpuLost(): Promise<string> {
  const device: unknown = Reflect.get(tf.backend(), 'device');
  if (!(typeof GPUDevice !== 'undefined' && device instanceof GPUDevice)) return new Promise(() => undefined);
  return (await device.lost).message;
}

export async function openDetector(
  kind: 'short' | 'full',
  entry: DetectorEntry,
  topology: Uint8Array,
  weights: Uint8Array<ArrayBuffer>,
  workspace: Workspace,
): Promise<DetectorNetwork> {
  const detector = await createDetector(SupportedModels.MediaPipeFaceDetector, {
    runtime: 'tfjs',
    modelType: kind,
    maxFaces: MAX_FACES_PER_PICTURE,
    detectorModelUrl: inMemory(topology, weights),
  });
  if (!isOpen(detector)) throw new Error('this release of face-detection hides its model and anchors');
  return new BlazeFace(entry, detector, workspace);
}

function inMemory(topology: Uint8Array, weights: Uint8Array<ArrayBuffer>): tf.io.IOHandler {
  return {
    load: async () => {
      const json = JSON.parse(new TextDecoder().decode(topology)) as tf.io.ModelJSON;
      return {
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
        weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
      };
    },
  };
}

/**
 * What the package keeps in its detector. Its own `estimateFaces` drops the score, and spends more time before and after the network
 * than in it: some seventy operations on a few thousand numbers.
 */
interface OpenDetector extends FaceDetector {
  readonly detectorModel: GraphModel;
  readonly anchors: readonly Anchor[];
  readonly tensorsToDetectionConfig: { readonly minScoreThresh: number };
}

function isOpen(detector: FaceDetector): detector is OpenDetector {
  return ['detectorModel', 'anchors', 'tensorsToDetectionConfig'].every((name) => name in detector);
}

class BlazeFace implements DetectorNetwork {
  readonly #entry: DetectorEntry;
  readonly #detector: OpenDetector;
  readonly #workspace: Workspace;
  readonly #values = new Scratch();

  constructor(entry: DetectorEntry, detector: OpenDetector, workspace: Workspace) {
    this.#workspace = workspace;
    this.#entry = entry;
    this.#detector = detector;
  }

  async detect(picture: Pixels): Promise<DetectedFace[]> {
    const [, size] = this.#entry.input.shape;
    const input = detectorInput(this.#workspace, this.#values, picture, size);
    const output = await this.#run(input.values);
    const { anchors, tensorsToDetectionConfig } = this.#detector;
    return readDetections(output, anchors, size, tensorsToDetectionConfig.minScoreThresh, input);
  }

  selfTest(): Promise<Float32Array> {
    const values = tf.util.sizeFromShape([...this.#entry.input.shape]);
    return this.#run(Float32Array.from({ length: values }, fixedInput));
  }

  async #run(values: Float32Array): Promise<Float32Array> {
    const input = tf.tensor4d(values, [...this.#entry.input.shape]);
    const output = this.#detector.detectorModel.execute(input, this.#entry.output.name) as tf.Tensor;
    try {
      return (await output.data<'float32'>()).slice();
    } finally {
      tf.dispose([input, output]);
    }
  }
}

function fixedInput(_: unknown, i: number): number {
  return ((i * 7919) % 256) / 127.5 - 1;
}
