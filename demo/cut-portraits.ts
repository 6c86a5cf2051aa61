import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from 'jpeg-js';
import type { PortraitId } from './src/ui/samples';

/** A square of a group photo, px. */
interface Cut {
  /** The number of the group photo. */
  readonly photo: number;
  readonly left: number;
  readonly top: number;
  readonly edge: number;
}

/** The face takes about 0.4 of the edge, as in photos that people take of themselves. */
const CUTS: Readonly<Record<PortraitId, Cut>> = {
  'ann-1': { photo: 3, left: 880, top: 40, edge: 600 },
  'ann-2': { photo: 1, left: 1290, top: 50, edge: 560 },
  'bea-1': { photo: 4, left: 86, top: 40, edge: 540 },
  'bea-2': { photo: 1, left: 650, top: 230, edge: 620 },
  'cleo-1': { photo: 6, left: 470, top: 190, edge: 560 },
};
const QUALITY = 88;

/** Cuts the sample portraits out of the group photos, which lie in `from` as sample<n>.jpg, into `to` as <id>.jpg. */
export async function cutPortraits(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const photos = new Map<number, ReturnType<typeof readPhoto>>();
  for (const [id, { photo, ...square }] of Object.entries(CUTS)) {
    const read = photos.get(photo) ?? readPhoto(join(from, `sample${photo}.jpg`));
    photos.set(photo, read);
    await writeFile(join(to, `${id}.jpg`), encode(crop(await read, square), QUALITY).data);
  }
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

async function readPhoto(path: string): Promise<Pixels> {
  return decode(await readFile(path), { useTArray: true });
}

function crop({ width, height, data }: Pixels, { left, top, edge }: Omit<Cut, 'photo'>): Pixels {
  if (left < 0 || top < 0 || left + edge > width || top + edge > height)
    throw new Error(`a portrait of ${edge} px at ${left}, ${top} is not within ${width} × ${height} px`);
  const rows = new Uint8Array(4 * edge * edge);
  for (let y = 0; y < edge; y++) {
    const start = 4 * ((top + y) * width + left);
    rows.set(data.subarray(start, start + 4 * edge), 4 * edge * y);
  }
  return { width: edge, height: edge, data: rows };
}
