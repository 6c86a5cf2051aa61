import {
  CODES,
  type DetectedFace,
  FaceError,
  type FoundFaces,
  type PortableImage,
  type Wanted,
} from '../protocol';
import type { Networks } from '../runtime';
import { decode, load } from './decode';
import { findAll, findAtOnce, findLargest, glance } from './detect';
import type { Arena, Raster } from './raster';

export interface Vision {
  readonly networks: Networks;
  /** Of one picture at a time. */
  readonly arena: Arena;
  readonly imageOrigins: readonly string[];
  /** Puts the stages into the browser's profiler, as measures named `mien:<stage>`. */
  readonly trace: boolean;
}

/** What detection gives, before anything is measured of the faces. */
export type Seen = Omit<FoundFaces, 'faces'> & { readonly faces: readonly DetectedFace[] };

const SEARCHES: Readonly<
  Record<
    Wanted['faces'],
    (raster: Raster, detectors: Networks, signal: AbortSignal) => Promise<DetectedFace[]>
  >
> = {
  all: findAll,
  glance,
  largest: async (...search) => [await findLargest(...search)].filter((face) => face !== undefined),
};

/** Decodes, detects, and hands the faces over; the decoded picture lives no longer than `use` takes. */
export async function withFaces<T>(
  vision: Vision,
  image: PortableImage,
  wanted: Wanted['faces'],
  signal: AbortSignal,
  use: (found: Seen, raster: Raster) => Promise<T>,
): Promise<T> {
  const { raster, faces, timingsMs } = await look(vision, image, wanted, signal);
  try {
    if (faces.length === 0) throw new FaceError(CODES.NO_FACE, 'no face was found in the picture');
    return await use({ faces, image: raster.full, timingsMs }, raster);
  } finally {
    raster.close();
  }
}

interface Looked {
  readonly raster: Raster;
  /** In pixels of the raster. */
  readonly faces: readonly DetectedFace[];
  readonly timingsMs: Seen['timingsMs'];
}

/** First at a reduced copy, where a photo is large and one face is wanted; at all of it when that shows too little. */
async function look(
  vision: Vision,
  image: PortableImage,
  wanted: Wanted['faces'],
  signal: AbortSignal,
): Promise<Looked> {
  const began = performance.now();
  const loaded = await load(image, vision.imageOrigins, signal);
  let raster = await decode(loaded, vision.arena, wanted === 'largest' ? 'reduced' : 'full');
  try {
    let decodeMs = performance.now() - began;
    if (wanted === 'largest' && raster.full.width > raster.width) {
      const face = await findAtOnce(raster, vision.networks);
      if (face && isSeenWell(face)) return finish(raster, [face]);
      const again = performance.now();
      raster.close();
      raster = await decode(loaded, vision.arena);
      decodeMs += performance.now() - again;
    }
    return finish(raster, await SEARCHES[wanted](raster, vision.networks, signal));

    function finish(of: Raster, faces: readonly DetectedFace[]): Looked {
      const ended = performance.now();
      const timingsMs = { decode: decodeMs, detect: ended - began - decodeMs };
      if (vision.trace) {
        mark('decode', began, began + decodeMs);
        mark('detect', began + decodeMs, ended);
      }
      return { raster: of, faces, timingsMs };
    }
  } catch (error) {
    raster.close();
    throw error;
  }
}

/**
 * Between the eyes, px: with so many a network's input, which has up to 55, is sampled from more pixels than it has. A reduced copy
 * with fewer would give another template than the picture.
 */
const ENOUGH_EYES_PX = 80;

function isSeenWell({ landmarks: { rightEye, leftEye } }: DetectedFace): boolean {
  return Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y) >= ENOUGH_EYES_PX;
}

/** Kept by the browser until it is cleared, which is why nobody gets it unasked. */
export function mark(stage: string, start: number, end: number): void {
  performance.measure(`mien:${stage}`, { start, end });
}
