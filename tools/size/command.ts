import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { brotliSize, ensureBuilt } from '../build';
import { markdown, plain, type Table } from '../tables';
import { firstPageScripts } from './first-page';

const ROOT = resolve(import.meta.dirname, '../..');

/** What a page loads before its first verification, whatever its model. */
const COMMON = [
  /^dist\/(index|chunks\/(errors|limits|trusted)-.*)\.js$/,
  /^dist\/assets\/((assets|manifest)\.json|(vision|gallery)\.worker\.js|chunks\/(serve|rolldown-runtime|tfjs-|preload-helper).*)$/,
  /^dist\/assets\/runtimes\/tfjs-backend-wasm-simd\.wasm$/,
  /^dist\/assets\/models\/blazeface-short-range\./,
];
const DEFAULT = /^dist\/assets\/models\/(mobilefacenet-192|face-landmark-68)\.onnx$/;
/** After ten templates, or at once where threads are asked for. */
const ONNXRUNTIME = [
  /^dist\/assets\/chunks\/ort\.wasm.*$/,
  /^dist\/assets\/runtimes\/ort-wasm-simd-threaded\.(mjs|wasm)$/,
];

type ChosenFrom = (built: readonly string[]) => readonly string[];

interface Budget {
  readonly files: readonly RegExp[] | ChosenFrom;
  /** kB with brotli, all together. */
  readonly most: number;
}

const BUDGETS: Readonly<Record<string, Budget>> = {
  'the engine’s own page code': {
    files: [/^dist\/(index|chunks\/(errors|limits|trusted)-.*)\.js$/],
    most: 26,
  },
  'the gallery worker': { files: [/^dist\/assets\/gallery\.worker\.js$/], most: 48 },
  'the vision worker and TensorFlow.js': {
    files: [/^dist\/assets\/(vision\.worker|chunks\/tfjs-.*)\.js$/],
    most: 160,
  },
  'the entries for React': { files: [/^dist\/react\.js$/], most: 2 },
  'a session of liveness, at the first one': { files: [/^dist\/chunks\/liveness-.*\.js$/], most: 9 },
  'the entry for fleets': { files: [/^dist\/fleet\.js$/], most: 2 },
  'a fleet in the gallery worker, at the first one': {
    files: [/^dist\/assets\/chunks\/fleet-.*\.js$/],
    most: 110,
  },
  'the capture element': { files: [/^dist\/capture\.js$/], most: 9.5 },
  'what conducts one in it, at the first one': { files: [/^dist\/chunks\/conductor-.*\.js$/], most: 8 },
  'first visit': { files: [...COMMON, DEFAULT], most: 2_200 },
  'the same with onnxruntime': { files: [...COMMON, DEFAULT, ...ONNXRUNTIME], most: 5_000 },
  'first visit, retail-0095': {
    files: [...COMMON, /^dist\/assets\/models\/(retail-0095|face-landmark-68)\.onnx$/],
    most: 3_500,
  },
  'the face mesh, at the first call that asks': {
    files: [/^dist\/assets\/models\/face-mesh-/],
    most: 1_200,
  },
  'the demo’s first page, its scripts without the engine': { files: demosFirstPage, most: 60 },
  // The engine, the capture element and the chart's library are in it: about half.
  'all of the demo’s code': { files: [/^demo\/dist\/assets\/.*\.(js|css)$/], most: 180 },
};

function demosFirstPage(built: readonly string[]): string[] {
  const folder = 'demo/dist/';
  const files = built.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  return firstPageScripts(resolve(ROOT, folder), 'start', files).map((path) => folder + path);
}

interface Size {
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
}

const USAGE = `npm run mien -- size [--markdown]

What of the build a first visit loads, file by file, raw and compressed, against budgets. Exit status: 1 when one is passed.`;

/** Behind `npm run check`, too. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { markdown: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  const { files, parts, over } = await measure();
  const written = (table: Table) => (values.markdown ? markdown(table, 'numbers') : plain(table));
  console.log(`${written(files)}\n\n${written(parts)}`);
  return over ? 1 : 0;
}

async function measure(): Promise<{ files: Table; parts: Table; over: boolean }> {
  const sizes = new Map<string, Size>();
  const built = ['dist', 'demo/dist'].flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (path) => `${folder}/${path.replaceAll('\\', '/')}`,
    ),
  );
  const parts: string[][] = [];
  let over = false;
  for (const [name, { files, most }] of Object.entries(BUDGETS)) {
    const paths =
      typeof files === 'function'
        ? files(built)
        : built.filter((path) => files.some((pattern) => pattern.test(path)));
    for (const path of paths) if (!sizes.has(path)) sizes.set(path, await sizeOf(resolve(ROOT, path)));
    const sum = paths.reduce((total, path) => total + (sizes.get(path)?.brotli ?? 0), 0) / 1000;
    if (sum > most) over = true;
    parts.push([name, sum.toFixed(1), `≤ ${most}`, sum > most ? 'OVER' : 'holds']);
  }
  const rows = [...sizes]
    .sort(([, a], [, b]) => b.brotli - a.brotli)
    .map(([path, { raw, gzip, brotli }]) => [path, kB(raw), kB(gzip), kB(brotli)]);
  return {
    files: { head: ['file', 'raw kB', 'gzip', 'brotli'], rows },
    parts: { head: ['together, brotli', 'kB', 'budget', ''], rows: parts },
    over,
  };
}

async function sizeOf(path: string): Promise<Size> {
  const bytes = readFileSync(path);
  return { raw: bytes.length, gzip: gzipSync(bytes).length, brotli: await brotliSize(bytes) };
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
