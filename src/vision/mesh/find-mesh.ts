import type { DetectedFace, FaceMesh } from '../../protocol';
import type { MeshNetwork } from '../../runtime';
import { cutOut } from '../align';
import { poseOfMesh } from '../pose';
import { apply, enlargement, invert, type Raster, Unalignable } from '../raster';
import { cropOf } from './crop';
import { eyeAspectRatios, mouthAspectRatio } from './ratios';

const POINTS = 468;

/** The mesh of a face of the raster, in pixels of the full picture. Null where the face cannot be cut out. */
export async function findMesh(
  face: DetectedFace,
  raster: Raster,
  { entry, network, canonical }: MeshNetwork,
): Promise<FaceMesh | null> {
  const { size } = entry.input;
  let toChip: ReturnType<typeof cropOf>;
  try {
    toChip = cropOf(face, size);
  } catch (error) {
    if (!(error instanceof Unalignable)) throw error;
    return null;
  }
  const numbers = await network.run(cutOut(raster, toChip, entry.input));
  const toPicture = invert(toChip);
  const by = enlargement(raster);
  const depth = by * Math.hypot(toPicture.a, toPicture.b);
  const points = new Float32Array(3 * POINTS);
  for (let i = 0; i < points.length; i += 3) {
    const { x, y } = apply(toPicture, { x: numbers[i], y: numbers[i + 1] });
    points.set([by * x, by * y, depth * numbers[i + 2]], i);
  }
  return {
    points,
    score: 1 / (1 + Math.exp(-numbers[points.length])),
    pose: poseOfMesh(points, canonical),
    eyes: eyeAspectRatios(points),
    mouth: mouthAspectRatio(points),
  };
}
