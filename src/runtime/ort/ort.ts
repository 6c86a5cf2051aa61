/** The one file that imports onnxruntime-web. */
import { env } from 'onnxruntime-common';
import type { InferenceSession } from 'onnxruntime-web';
import { blaming, moduleAddress, trustWorkers } from '../../assets';
import type { Backend, ChipInput } from '../../protocol';
import type { ChipNetwork } from '../network';
import { requireAdapter } from '../webgpu';

type Runtime = typeof import('onnxruntime-web/wasm');

/** Whether it is loaded or not: its parts have the same version. */
export const ORT_VERSION = env.versions.common;

/** Names the runtime's files under `<assets>runtimes/`; the bare entry would inline them into the worker. */
const RUNTIME_FILES = {
  wasm: 'ort-wasm-simd-threaded',
  webgpu: 'ort-wasm-simd-threaded.asyncify',
} as const;

/** y = x of one number, ONNX with operators of version 17: the smallest model that there is, base64. */
const SMALLEST_MODEL = 'CAg6NwoQCgF4EgF5IghJZGVudGl0eRIBZ1oPCgF4EgoKCAgBEgQKAggBYg8KAXkSCgoICAESBAoCCAFCAhAR';

/** What of a manifest's entry a session needs. */
interface Ends {
  readonly input: ChipInput;
  readonly output: { readonly name: string };
}

interface RuntimeOptions {
  readonly assets: string;
  readonly backend: Backend;
  readonly threads: number;
}

/** Opens a model; one at a time. */
export async function openOnOrt(
  ort: Runtime,
  backend: Backend,
  entry: Ends,
  model: Uint8Array,
): Promise<ChipNetwork> {
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [backend],
    graphOptimizationLevel: 'all',
    // Stored bytes become floats once, at load; otherwise every run would do it again (docs/decisions/003).
    extra: { session: { disable_quant_qdq: '1' } },
  });
  return new OrtNetwork(ort, session, entry);
}

/**
 * Loads the runtime for a backend and compiles its wasm, one-shot per worker: after a failure only a new worker helps. It would wait
 * with that for the first model, which is long on its way, so it gets a small one.
 */
export function startOrt(options: RuntimeOptions): Promise<Runtime> {
  const stem = new URL(`runtimes/${RUNTIME_FILES[options.backend]}`, options.assets).href;
  const files = { mjs: `${stem}.mjs`, wasm: `${stem}.wasm` };
  return blaming([new URL(files.mjs), new URL(files.wasm)], () => start(options, files));
}

async function start(
  options: RuntimeOptions,
  files: { readonly mjs: string; readonly wasm: string },
): Promise<Runtime> {
  if (options.threads > 1) trustWorkers();
  if (options.backend === 'webgpu') await requireAdapter();
  const ort: Runtime =
    options.backend === 'webgpu'
      ? await import('onnxruntime-web/webgpu')
      : await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = { mjs: await moduleAddress(files.mjs), wasm: files.wasm };
  ort.env.wasm.numThreads = options.threads;
  ort.env.logLevel = 'error';
  const model = Uint8Array.from(atob(SMALLEST_MODEL), (letter) => letter.charCodeAt(0));
  const session = await ort.InferenceSession.create(model, { executionProviders: [options.backend] });
  await session.release();
  return ort;
}

class OrtNetwork implements ChipNetwork {
  readonly runtime = 'onnxruntime';
  readonly #ort: Runtime;
  readonly #session: InferenceSession;
  readonly #entry: Ends;
  /** A session takes one run at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ort: Runtime, session: InferenceSession, entry: Ends) {
    this.#ort = ort;
    this.#session = session;
    this.#entry = entry;
  }

  run(input: Float32Array): Promise<Float32Array> {
    const result = this.#last.then(() => this.#run(input));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #run(input: Float32Array): Promise<Float32Array> {
    const { name, size } = this.#entry.input;
    const tensor = new this.#ort.Tensor('float32', input, [1, 3, size, size]);
    const outputs = await this.#session.run({ [name]: tensor });
    const output = outputs[this.#entry.output.name];
    if (!(output?.data instanceof Float32Array)) {
      throw new Error(`the model gave no output "${this.#entry.output.name}"`);
    }
    const numbers = output.data.slice();
    for (const each of Object.values(outputs)) each.dispose();
    return numbers;
  }
}
