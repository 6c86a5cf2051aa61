/** The one file that imports TensorFlow.js and its face detector. */

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { createDetector, type FaceDetector, SupportedModels } from '@tensorflow-models/face-detection';
import type { Backend, DetectedFace, DetectorEntry, LandmarkName, Point } from '../protocol';
import { LANDMARK_ORDER } from './landmark-order';
import type { DetectorNetwork } from './network';

export const TFJS_VERSION: string = tf.version_core;

/** More than any tile shows; the package's own default is one. */
const MAX_FACES_PER_PICTURE = 100;

export async function startTfjs(backend: Backend, assets: string): Promise<void> {
  if (backend === 'webgpu') {
    await import('@tensorflow/tfjs-backend-webgpu');
  } else {
    setWasmPaths(new URL('runtimes/', assets).href);
    // Its threaded variant keeps its worker as source text, which minification breaks: the call never returns.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend`);
  await tf.ready();
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
): Promise<DetectorNetwork> {
  const handler = inMemory(topology, weights);
  const detector = await createDetector(SupportedModels.MediaPipeFaceDetector, {
    runtime: 'tfjs',
    modelType: kind,
    maxFaces: MAX_FACES_PER_PICTURE,
    detectorModelUrl: handler,
  });
  if (!isScoringDetector(detector)) throw new Error('this release of face-detection hides its scores');
  return new BlazeFace(entry, handler, detector);
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

/** What `detectFaces` of the package resolves with; its public `estimateFaces` drops the score. */
interface ScoredDetection {
  readonly score?: readonly number[];
  readonly locationData: {
    readonly relativeBoundingBox?: {
      readonly xMin: number;
      readonly yMin: number;
      readonly width: number;
      readonly height: number;
    };
    readonly relativeKeypoints?: readonly { readonly x: number; readonly y: number }[];
  };
}

interface ScoringDetector extends FaceDetector {
  detectFaces(picture: ImageData, flipHorizontal: boolean): Promise<ScoredDetection[]>;
}

function isScoringDetector(detector: FaceDetector): detector is ScoringDetector {
  return 'detectFaces' in detector && typeof detector.detectFaces === 'function';
}

class BlazeFace implements DetectorNetwork {
  readonly #entry: DetectorEntry;
  readonly #handler: tf.io.IOHandler;
  readonly #detector: ScoringDetector;

  constructor(entry: DetectorEntry, handler: tf.io.IOHandler, detector: ScoringDetector) {
    this.#entry = entry;
    this.#handler = handler;
    this.#detector = detector;
  }

  async detect(picture: ImageData): Promise<DetectedFace[]> {
    const detections = await this.#detector.detectFaces(picture, false);
    return detections
      .flatMap((detection) => toFace(detection, picture.width, picture.height))
      .sort((a, b) => b.score - a.score);
  }

  async probe(): Promise<Float32Array> {
    const model: GraphModel = await loadGraphModel(this.#handler);
    try {
      const shape = this.#entry.input.shape;
      const values = Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, fixedInput);
      const input = tf.tensor4d(values, [...shape]);
      const output = model.execute(input, this.#entry.output.name) as tf.Tensor;
      const numbers = (await output.data<'float32'>()).slice();
      tf.dispose([input, output]);
      return numbers;
    } finally {
      model.dispose();
    }
  }
}

function fixedInput(_: unknown, i: number): number {
  return ((i * 7919) % 256) / 127.5 - 1;
}

function toFace(detection: ScoredDetection, width: number, height: number): DetectedFace[] {
  const { relativeBoundingBox: box, relativeKeypoints: points } = detection.locationData;
  const score = detection.score?.[0];
  if (box === undefined || points === undefined || score === undefined) return [];
  const landmarks = Object.fromEntries(
    LANDMARK_ORDER.map((name, i): [LandmarkName, Point] => [
      name,
      { x: points[i].x * width, y: points[i].y * height },
    ]),
  ) as Record<LandmarkName, Point>;
  return [
    {
      box: {
        x: box.xMin * width,
        y: box.yMin * height,
        width: box.width * width,
        height: box.height * height,
      },
      score,
      landmarks,
    },
  ];
}
