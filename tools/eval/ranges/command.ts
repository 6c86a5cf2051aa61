import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as ort from 'onnxruntime-web/wasm';
import { exposeDlibResnet } from '../../../models/build/dlib/dlib-resnet';
import { findPackage } from '../../../models/build/sources';
import { ensureBuilt } from '../../build';
import { buildStages, openSide, seeAll } from '../agree';
import { listImages, readEmbedder } from '../photos';

const OUT = fileURLToPath(new URL('../../../models/build/dlib/ranges.json', import.meta.url));
/** The model whose values are looked at, and whose alignment cuts the faces. */
const MODEL = 'dlib-resnet-v1';
/** Evenly over the sorted photos. More changes little: an activation of one face has 10^4 to 10^5 values. */
const PHOTOS = 150;
/**
 * Of each face's values of an activation this share lies within its range; the rest is clipped. Of 99.7, 99.9, 99.97,
 * 99.99 and 100 % the one with the fewest misses (docs/decisions/016).
 */
const SHARE = 0.9999;

const USAGE = `npm run mien -- eval ranges --images <dir> [--data <name>]

Measures which values the built-in network's activations take on ${PHOTOS} aligned faces from the photos below <dir>, and writes
models/build/dlib/ranges.json: what the integer version of the network spreads its bytes over. Then:
npm run mien -- models build --write-manifest, and calibrate again.`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.images) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  await measure(resolve(values.images), values.data);
  return 0;
}

async function measure(images: string, data = basename(images)): Promise<void> {
  const paths = listImages(images);
  const chosen = Array.from({ length: Math.min(PHOTOS, paths.length) }, (_, i) =>
    join(images, paths[Math.floor((i * paths.length) / Math.min(PHOTOS, paths.length))]),
  );
  const chips = await chipsOf(chosen);
  if (chips.length === 0) throw new Error(`no face was found in the pictures below ${images}`);
  const ranges = await rangesOf(chips);
  const file = { data, faces: chips.length, share: SHARE, ranges };
  await writeFile(OUT, `${JSON.stringify(file, null, 2)}\n`);
  console.log(`wrote the ranges of ${Object.keys(ranges).length} activations on ${chips.length} faces`);
}

async function chipsOf(paths: readonly string[]): Promise<Float32Array[]> {
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  await buildStages();
  await using side = await openSide('chromium', MODEL);
  const sights = await seeAll(side, { backend: 'wasm', threads: 1 }, paths);
  return sights.flatMap(({ chip }) => {
    if (chip === null) return [];
    const bytes = new Uint8Array(Buffer.from(chip, 'base64'));
    return [new Float32Array(bytes.buffer)];
  });
}

/** Means over the faces of the lowest and highest value, but for the share that is clipped at each end. */
async function rangesOf(chips: readonly Float32Array[]): Promise<Record<string, [number, number]>> {
  const { input, source } = readEmbedder(MODEL);
  const { read } = await findPackage(source);
  const [manifest = '', weights = ''] = source.files;
  const text = new TextDecoder().decode(await read(manifest));
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(exposeDlibResnet(text, await read(weights)));
  const sums = new Map<string, [number, number]>();
  const { name, size } = input;
  for (const chip of chips) {
    const tensor = new ort.Tensor('float32', chip, [1, 3, size, size]);
    const activations = { ...(await session.run({ [name]: tensor })), [name]: tensor };
    for (const [key, { data }] of Object.entries(activations)) {
      const sorted = (data as Float32Array).slice().sort();
      const last = sorted.length - 1;
      const at = Math.round(last * SHARE);
      const [low, high] = sums.get(key) ?? [0, 0];
      sums.set(key, [low + (sorted[last - at] ?? 0), high + (sorted[at] ?? 0)]);
    }
  }
  return Object.fromEntries(
    [...sums].map(([key, [low, high]]) => [key, [round(low / chips.length), round(high / chips.length)]]),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(6));
}
