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
import { align, alignForSecond, alignmentPoints } from './align';
import { breathe } from './detect';
import { toUnitLength } from './embed';
import { mark, type Seen, type Vision, withFaces } from './look';
import { findMesh } from './mesh';
import { passiveScore, pointsOf } from './passive';
import { poseOf } from './pose';
import { measureQuality } from './quality';
import { enlargement, inFull, type Raster, Unalignable } from './raster';

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

async function extractFace(
  face: DetectedFace,
  { image, timingsMs }: Seen,
  raster: Raster,
  { networks, trace }: Vision,
  second: EmbedderEntry | undefined,
): Promise<Extracted> {
  const began = performance.now();
  const { chip, quality, points } = await lookAt(face, raster, networks);
  // At once, since the picture does not outlast the call; 0.3 ms.
  const secondChip = second && alignForSecond(raster, face, points, second);
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

/** The face as the embedder wants to see it, and what it is worth. Throws FaceError −1103 where it cannot be aligned. */
export async function lookAt(
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
