import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

const WASM = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');

export async function useBackend(name: 'wasm' | 'cpu'): Promise<void> {
  setWasmPaths(join(dirname(WASM), 'dist') + sep);
  tf.enableProdMode(); // no advice to install the native backend
  await tf.setBackend(name);
}
