import { type Remote, wrap } from 'comlink';
import type { FaceEngine } from '../../../src';
import type { Backend, DetectedFace, VisionOptions } from '../../../src/protocol';
import type { StagesService } from './stages.worker';

export type StagesOptions = Pick<VisionOptions, 'backend' | 'threads'> & {
  /** `onnxruntime` when absent. */
  readonly integersOn?: VisionOptions['integersOn'];
  /** The detector on WebGL; the embedder stays on `backend`. */
  readonly webgl?: boolean;
};

/** As it leaves the page. */
export interface PlainSight {
  readonly decoded: string;
  readonly face: DetectedFace | null;
  /** Base64 of the model's input, float32: every browser's driver carries strings. */
  readonly chip: string | null;
}

/** What the product makes of a picture; null = no face. */
export type Extracted = { readonly face: DetectedFace; readonly template: readonly number[] } | null;

declare global {
  /** Embedder id that the page was opened with; undefined is the manifest's first. */
  var model: string | undefined;
  /** Starts a worker of tools/eval/agree/stages.worker.ts for the functions below, instead of any before. */
  var startStages: (options: StagesOptions) => Promise<void>;
  var see: () => Promise<PlainSight[]>;
  var embedChips: (chips: readonly string[]) => Promise<number[][]>;
  /** The product's engine, one thread, for `extract`. */
  var startEngine: (backend: Backend) => Promise<void>;
  var extract: () => Promise<Extracted[]>;
}

let stages: Remote<StagesService>;
let worker: Worker | undefined;
let engine: FaceEngine | undefined;

const files = () => [...(document.querySelector('input')?.files ?? [])];

globalThis.startStages = async ({ backend, threads, integersOn = 'onnxruntime', webgl = false }) => {
  worker?.terminate();
  worker = new Worker('/stages/stages.worker.js', { type: 'module' });
  stages = wrap<StagesService>(worker);
  const assets = new URL('/mien/', location.href).href;
  await stages.start(
    { assets, backend, threads, integersOn, second: 'never', imageOrigins: [], ...embedder() },
    webgl,
  );
};

globalThis.see = async () => {
  const sights: PlainSight[] = [];
  for (const file of files()) {
    const { chip, ...rest } = await stages.see(file);
    sights.push({ ...rest, chip: chip && toBase64(chip) });
  }
  return sights;
};

globalThis.embedChips = async (chips) => {
  const templates: number[][] = [];
  for (const chip of chips) {
    const bytes = Uint8Array.from(atob(chip), (letter) => letter.charCodeAt(0));
    templates.push([...(await stages.embed(new Float32Array(bytes.buffer)))]);
  }
  return templates;
};

globalThis.startEngine = async (backend) => {
  await engine?.close();
  engine = await mien.createEngine({ assets: '/mien/', appid: 'agree', backend, threads: 1, ...embedder() });
};

globalThis.extract = async () => {
  if (engine === undefined) throw new Error('no engine was started');
  const seen: Extracted[] = [];
  for (const file of files()) {
    try {
      const { face, template } = await engine.extract(file, { timeoutMs: 300_000 });
      seen.push({ face, template: [...template] });
    } catch (error) {
      if (!mien.isPictureFault(error)) throw error;
      seen.push(null);
    }
  }
  return seen;
};

function embedder(): { model?: string } {
  return model === undefined ? {} : { model };
}

function toBase64({ buffer }: Float32Array): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
