import { type DetectedFace, type Extraction, FaceError, type PortableImage } from '../protocol';
import type { Networks } from '../runtime';
import { align } from './align';
import { breathe } from './breathe';
import { decode } from './decode';
import { findLargest } from './find-faces';
import type { Raster } from './raster';
import { toUnitLength } from './template';

export interface Vision {
  readonly networks: Networks;
  readonly imageOrigins: readonly string[];
}

/**
 * Picture to template: decode → detect → align → embed, with the milliseconds of each.
 * Throws FaceError: those of `decode`; −1101 no face; −1103 the face gave no template.
 */
export async function extract(
  vision: Vision,
  image: PortableImage,
  signal: AbortSignal,
): Promise<Extraction> {
  const { networks } = vision;
  const began = performance.now();
  const raster = await decode(image, vision.imageOrigins, signal);
  try {
    const decoded = performance.now();
    const face = await findLargest(raster, networks, signal);
    if (face === undefined) throw new FaceError(-1101, 'no face was found in the picture');
    const detected = performance.now();
    await breathe(signal);
    const chip = toChip(raster, face, networks);
    const aligned = performance.now();
    const template = await embed(chip, networks);
    return {
      template,
      origin: networks.info.origin,
      face,
      backend: networks.info.backend,
      image: { width: raster.width, height: raster.height },
      timingsMs: {
        decode: decoded - began,
        detect: detected - decoded,
        align: aligned - detected,
        embed: performance.now() - aligned,
      },
    };
  } finally {
    raster.close();
  }
}

function toChip(raster: Raster, face: DetectedFace, { entry }: Networks): Float32Array {
  try {
    return align(raster, face, entry);
  } catch (cause) {
    throw new FaceError(-1103, 'the face could not be aligned', cause);
  }
}

async function embed(chip: Float32Array, { embedder }: Networks): Promise<Float32Array> {
  const raw = await embedder.run(chip);
  try {
    return toUnitLength(raw);
  } catch (cause) {
    throw new FaceError(-1103, 'the face gave no template', cause);
  }
}
