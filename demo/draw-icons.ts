import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** For systems that take no SVG: edge lengths in px by drawing. 192 and 512 are what browsers ask for to install a page, 180 is iOS's. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  icon: [96, 192, 512],
  'icon-maskable': [180, 192, 512],
};

/** Starts once per process. */
let started: Promise<void> | undefined;

/** Draws `<name>.svg` of `from` into `to` as `<name>-<px>.png`. */
export async function drawIcons(from: string, to: string): Promise<void> {
  started ??= start();
  await started;
  for (const [name, edges] of Object.entries(SIZES)) {
    const svg = await readFile(join(from, `${name}.svg`));
    for (const edge of edges) await writeFile(join(to, `${name}-${edge}.png`), draw(svg, edge));
  }
}

async function start(): Promise<void> {
  await initWasm(await readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));
}

function draw(svg: Uint8Array, width: number): Uint8Array {
  const drawing = new Resvg(svg, { fitTo: { mode: 'width', value: width } });
  const picture = drawing.render();
  const png = picture.asPng();
  picture.free();
  drawing.free();
  return png;
}
