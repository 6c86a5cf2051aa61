import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

const modules = resolve(import.meta.dirname, '../../node_modules');

/** The wasm files that the workers load, and the glue that goes with them. */
const RUNTIMES = [
  ...['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify'].flatMap((stem) => [
    `onnxruntime-web/dist/${stem}.mjs`,
    `onnxruntime-web/dist/${stem}.wasm`,
  ]),
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
];

/** Copies the runtimes out of their packages, those that are missing or older. */
export async function copyRuntimes(out: string, log: (line: string) => void): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const path of RUNTIMES) {
    const from = join(modules, path);
    const to = join(out, basename(path));
    if (await isCurrent(from, to)) continue;
    log(`copying ${path}`);
    await copyFile(from, to);
  }
}

async function isCurrent(from: string, to: string): Promise<boolean> {
  const [source, copy] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  return copy !== undefined && copy.size === source.size && copy.mtimeMs >= source.mtimeMs;
}
