import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createDetector, SupportedModels } from '@tensorflow-models/face-detection';
import * as ort from 'onnxruntime-web/wasm';
import { cosine } from '../../src/match';
import { comparing, type Peer, type PeerOptions, requireWasm } from './peer';

const SIZE = 150;
const MEAN = [122.782, 117.001, 104.298];

/**
 * What a page makes of the same packages and models without mien: the detector's box, cut out and scaled, into the same embedder.
 * All in the page's own thread.
 */
export async function startNaive(options: PeerOptions): Promise<Peer> {
  requireWasm(options);
  const { threads } = options;
  setWasmPaths('/peers/tfjs-wasm/');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  await tf.setBackend('wasm');
  ort.env.wasm.wasmPaths = new URL('/mien/runtimes/', location.href).href;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  const [detector, session] = await Promise.all([
    createDetector(SupportedModels.MediaPipeFaceDetector, {
      runtime: 'tfjs',
      maxFaces: 1,
      detectorModelUrl: '/mien/models/blazeface-short-range.json',
    }),
    ort.InferenceSession.create('/mien/models/dlib-resnet-v1-int8.onnx', { executionProviders: ['wasm'] }),
  ]);
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2d canvas');
  return comparing({
    title: 'face-detection + dlib, no mien',
    template: async (photo) => {
      const bitmap = await createImageBitmap(photo);
      const [face] = await detector.estimateFaces(bitmap);
      if (face === undefined) return undefined;
      const { xMin, yMin, width, height } = face.box;
      context.drawImage(bitmap, xMin, yMin, width, height, 0, 0, SIZE, SIZE);
      bitmap.close();
      const { data } = context.getImageData(0, 0, SIZE, SIZE);
      const input = Float32Array.from({ length: 3 * SIZE * SIZE }, (_, i) => {
        const channel = Math.floor(i / (SIZE * SIZE));
        return (data[(i % (SIZE * SIZE)) * 4 + channel] - MEAN[channel]) / 256;
      });
      const { template } = await session.run({ input: new ort.Tensor('float32', input, [1, 3, SIZE, SIZE]) });
      return template.data as Float32Array;
    },
    similarity: cosine,
    end: () => session.release(),
  });
}
