import {
  type AlignmentPoints,
  CODES,
  type DetectedFace,
  type EmbedderEntry,
  type Extraction,
  FaceError,
  type FaceMesh,
  type FaceQuality,
  type FoundFace,
  type FoundFaces,
  isPictureFault,
  type PassiveVerdict,
  type PortableImage,
  type Wanted,
} from '../protocol';
import type { Networks } from '../runtime';
import { align, alignmentPoints } from './align';
import { decode, load } from './decode';
import { breathe, findAll, findAtOnce, findLargest, glance } from './detect';
import { toUnitLength } from './embed';
import { findMesh } from './mesh';
import { passiveScore, pointsOf } from './passive';
import { poseOf } from './pose';
import { measureQuality } from './quality';
import { type Arena, enlargement, inFull, type Raster, Unalignable } from './raster';

export interface Vision {
  readonly networks: Networks;
  /** Of one picture at a time. */
  readonly arena: Arena;
  readonly imageOrigins: readonly string[];
  /** Puts the stages into the browser's profiler, as measures named `mien:<stage>`. */
  readonly trace: boolean;
}

/** What detection gives, before anything is measured of the faces. */
type Seen = Omit<FoundFaces, 'faces'> & { readonly faces: readonly DetectedFace[] };

/** Decode → detect → quality and mesh, where they are wanted. Throws FaceError: those of `decode`; −1101 no face. */
export function find(
  vision: Vision,
  image: PortableImage,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<FoundFaces> {
  return withFaces(vision, image, wanted.faces, signal, async ({ faces, ...found }, raster) => {
    const measured: FoundFace[] = [];
    for (const face of faces) {
      let quality: FaceQuality | null = null;
      if (wanted.quality) {
        await breathe(signal);
        quality = await qualityOf(face, raster, vision.networks);
      }
      let mesh: FaceMesh | null = null;
      if (wanted.mesh) {
        await breathe(signal);
        const network = await vision.networks.mesh();
        const began = performance.now();
        mesh = await findMesh(face, raster, network);
        if (vision.trace) mark('mesh', began, performance.now());
      }
      measured.push({ face: inFull(face, raster), pose: poseOf(face.landmarks), quality, mesh });
    }
    return { ...found, faces: measured };
  });
}

/**
 * Picture to whether its largest face is a living one: decode → detect → quality → judge.
 * Throws FaceError: 24 where the networks for that are not installed; those of `find`; −1103 the face cannot be aligned.
 */
export function judge(vision: Vision, image: PortableImage, signal: AbortSignal): Promise<PassiveVerdict> {
  const { passive } = vision.networks;
  if (passive === undefined) {
    throw new FaceError(
      CODES.UNSUPPORTED_ENDPOINT,
      'the networks that judge one picture are not installed: run `npm run mien -- models add minifasnet --from <folder or ' +
        'address>` in mien’s folder, then serve the new dist/assets',
    );
  }
  return withFaces(
    vision,
    image,
    'largest',
    signal,
    async ({ faces: [face], image: size, timingsMs }, raster) => {
      await breathe(signal);
      const began = performance.now();
      const { quality } = await lookAt(face, raster, vision.networks);
      const { score, reasons } = await passiveScore(raster, { face, quality }, passive);
      return {
        score,
        points: pointsOf(score, passive.calibration.threshold),
        reasons,
        face: inFull(face, raster),
        quality,
        image: size,
        timingsMs: { ...timingsMs, judge: performance.now() - began },
      };
    },
  );
}

/** Null for a face that cannot be aligned: it is one all the same, and the others still count. */
async function qualityOf(
  face: DetectedFace,
  raster: Raster,
  networks: Networks,
): Promise<FaceQuality | null> {
  try {
    return (await lookAt(face, raster, networks)).quality;
  } catch (error) {
    if (!isPictureFault(error)) throw error;
    return null;
  }
}

interface WantedTemplates {
  readonly faces: Wanted['faces'];
  /** Whom the faces are cut out for, too. */
  readonly second: EmbedderEntry | undefined;
}

/** What a face gave. */
export interface Extracted {
  readonly extraction: Extraction;
  /** The face as the second embedder wants to see it; undefined where that was not asked for, or it cannot be aligned for that one. */
  readonly secondChip: Float32Array | undefined;
}

/**
 * Picture to templates: decode → detect → align → quality → embed, with the milliseconds of each. One entry a face, the
 * largest visible first; of several faces those that give no template are left out.
 * Throws FaceError: those of `find`; −1103 no face gave a template.
 */
export function extract(
  vision: Vision,
  image: PortableImage,
  { faces, second }: WantedTemplates,
  signal: AbortSignal,
): Promise<Extracted[]> {
  return withFaces(vision, image, faces, signal, async (found, raster) => {
    const extractions: Extracted[] = [];
    let refused: FaceError | undefined;
    for (const face of found.faces) {
      await breathe(signal);
      try {
        extractions.push(await extractFace(face, found, raster, vision, second));
      } catch (error) {
        if (!isPictureFault(error)) throw error;
        refused = error;
      }
    }
    if (extractions.length === 0 && refused !== undefined) throw refused;
    return extractions;
  });
}

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
async function withFaces<T>(
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

async function extractFace(
  face: DetectedFace,
  { image, timingsMs }: Seen,
  raster: Raster,
  { networks, trace }: Vision,
  second: EmbedderEntry | undefined,
): Promise<Extracted> {
  const began = performance.now();
  const { chip, quality, points } = await lookAt(face, raster, networks);
  const secondChip = second && cutForSecond(face, points, raster, second);
  const aligned = performance.now();
  const template = toUnitLength(await networks.embedder.run(chip));
  const { origin, backend } = networks.info;
  const ended = performance.now();
  if (trace) {
    mark('align', began, aligned);
    mark('embed', aligned, ended);
  }
  const extraction = {
    template,
    origin,
    face: inFull(face, raster),
    quality,
    backend,
    image,
    timingsMs: { ...timingsMs, align: aligned - began, embed: ended - aligned },
  };
  return { extraction, secondChip };
}

/** At once, since the picture does not outlast the call; 0.3 ms. */
function cutForSecond(
  face: DetectedFace,
  points: AlignmentPoints,
  raster: Raster,
  entry: EmbedderEntry,
): Float32Array | undefined {
  try {
    return align(raster, entry.alignment.landmarks === 'refined' ? points : face.landmarks, entry);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** Kept by the browser until it is cleared, which is why nobody gets it unasked. */
function mark(stage: string, start: number, end: number): void {
  performance.measure(`mien:${stage}`, { start, end });
}

/** The face as the embedder wants to see it, and what it is worth. */
async function lookAt(
  face: DetectedFace,
  raster: Raster,
  networks: Networks,
): Promise<{ chip: Float32Array; quality: FaceQuality; points: AlignmentPoints }> {
  const { entry } = networks;
  try {
    const points = await alignmentPoints(raster, face, networks);
    const chip = align(raster, points, entry);
    const quality = measureQuality(raster.arena.workspace, chip, face, points, raster, entry);
    const inFullSize = { ...quality, eyeDistance: quality.eyeDistance * enlargement(raster) };
    return { chip, quality: inFullSize, points };
  } catch (cause) {
    if (!(cause instanceof Unalignable)) throw cause;
    throw new FaceError(CODES.UNUSABLE_FACE, 'the face could not be aligned', { kind: 'unalignable', cause });
  }
}
