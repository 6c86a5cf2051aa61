import type { DetectedFace, LandmarkName, Point } from '../../protocol';
import type { Raster } from './raster';

/** Pixels of the picture that one of its reduced copy stands for, along an edge. */
export function enlargement({ width, full }: Raster): number {
  return full.width / width;
}

/** A face found in a raster, in pixels of the picture that the raster may be a reduced copy of. */
export function inFull(face: DetectedFace, raster: Raster): DetectedFace {
  const by = enlargement(raster);
  if (by === 1) return face;
  const { x, y, width, height } = face.box;
  const landmarks = Object.fromEntries(
    Object.entries(face.landmarks).map(([name, point]) => [name, { x: point.x * by, y: point.y * by }]),
  ) as Record<LandmarkName, Point>;
  return { ...face, box: { x: x * by, y: y * by, width: width * by, height: height * by }, landmarks };
}
