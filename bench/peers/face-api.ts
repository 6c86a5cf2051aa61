import * as faceapi from '@vladmandic/face-api';
import { comparing, type Peer, type PeerOptions, requireWasm } from './peer';

interface Runtime {
  setWasmPaths(folder: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  env(): { set(flag: string, value: boolean): void };
}

const MODELS = '/peers/face-api/';

/** @vladmandic/face-api as its documentation describes face recognition, with one of its two detectors. */
export async function startFaceApi(options: PeerOptions, detector: 'tiny' | 'ssd'): Promise<Peer> {
  requireWasm(options);
  const tf = faceapi.tf as unknown as Runtime;
  tf.setWasmPaths('/peers/tfjs-wasm/');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', options.threads > 1);
  await tf.setBackend('wasm');
  await tf.ready();
  const { tinyFaceDetector, ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
  const finder = detector === 'tiny' ? tinyFaceDetector : ssdMobilenetv1;
  await Promise.all([finder, faceLandmark68Net, faceRecognitionNet].map((net) => net.loadFromUri(MODELS)));
  const detecting =
    detector === 'tiny'
      ? new faceapi.TinyFaceDetectorOptions()
      : new faceapi.SsdMobilenetv1Options({ maxResults: 1 });
  return comparing({
    title: `face-api ${faceapi.version}, ${detector} detector`,
    template: async (photo) => {
      const canvas = await drawn(photo);
      const found = await faceapi
        .detectSingleFace(canvas, detecting)
        .withFaceLandmarks()
        .withFaceDescriptor();
      return found?.descriptor;
    },
    similarity: (a, b) => 1 - faceapi.euclideanDistance(Array.from(a), Array.from(b)),
    end: async () => {
      for (const net of [finder, faceLandmark68Net, faceRecognitionNet]) net.dispose();
    },
  });
}

/** It takes elements only. */
async function drawn(photo: Blob): Promise<HTMLCanvasElement> {
  const bitmap = await createImageBitmap(photo);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}
