import { mulberry32 } from '../../../tools/random';
import type { GalleryModel, NewFace, RemoteGallery } from '../../protocol';
import { createGalleryService } from '..';
import { face, MODEL } from './gallery';

const DIMENSION = 192;
/** Numbers of the second network's templates. */
export const SECOND = 128;
const SECOND_ORIGIN = { model: 'other', modelHash: 'x', alignment: 'b' };
const CURVE = [
  { similarity: 0.3, pooled: 0.35, fmr: 1e-2, interval: [0, 1] },
  { similarity: 0.7, pooled: 0.75, fmr: 1e-4, interval: [0, 1] },
] as const;
/** Two networks, both of which are always asked. */
export const TWO: GalleryModel = {
  ...MODEL,
  dimension: DIMENSION,
  second: {
    origin: SECOND_ORIGIN,
    when: 'always',
    calibration: { ...MODEL.calibration, weight: 3, between: CURVE, always: CURVE },
  },
};

/** Templates of the same seed are the same photo. */
export function template(seed: number, dimension = DIMENSION): Float32Array {
  const random = mulberry32(seed);
  const vector = Float32Array.from({ length: dimension }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((each) => each / length);
}

/** A face of two templates. */
export function photo(seed: number): NewFace {
  const second = { template: template(seed, SECOND), origin: SECOND_ORIGIN };
  return { ...face(0), template: template(seed), second };
}

/** Less like everything than any photo of one person. */
export function near(seed: number): Float32Array {
  const [one, noise] = [template(seed), template(1000 + seed)];
  const mixed = one.map((each, i) => 0.75 * each + 0.6 * noise[i]);
  const length = Math.hypot(...mixed);
  return mixed.map((each) => each / length);
}

/** A gallery worker's service that was told of both networks. */
export async function openTab(): Promise<RemoteGallery> {
  const service = createGalleryService();
  await service.useModel(TWO);
  return service;
}
