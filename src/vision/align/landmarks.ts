import type { AlignmentPoints, DetectedFace, Point } from '../../protocol';
import type { Landmarker, Networks } from '../../runtime';
import { apply, fitTemplate, invert, type Raster } from '../raster';
import { align } from './align';

/**
 * The points that the embedder's alignment asks for: the detector's own, or those of the landmark network, which
 * looks at the face once more, levelled by the detector's points (docs/decisions/012).
 */
export async function alignmentPoints(
  raster: Raster,
  face: DetectedFace,
  { landmarker }: Pick<Networks, 'landmarker'>,
): Promise<AlignmentPoints> {
  return landmarker === undefined ? face.landmarks : locate(raster, face, landmarker);
}

async function locate(
  raster: Raster,
  face: DetectedFace,
  { entry, network }: Landmarker,
): Promise<AlignmentPoints> {
  const numbers = await network.run(align(raster, face.landmarks, entry));
  const { size } = entry.input;
  const toPicture = invert(fitTemplate(face.landmarks, entry.alignment));
  const middle = (first: number, last: number): Point => {
    let [x, y] = [0, 0];
    for (let i = first; i <= last; i++) {
      x += numbers[2 * i];
      y += numbers[2 * i + 1];
    }
    const scale = size / (last - first + 1);
    return apply(toPicture, { x: x * scale, y: y * scale });
  };
  // The order of the iBUG 300-W annotation; right and left are the subject's.
  return {
    rightEye: middle(36, 41),
    leftEye: middle(42, 47),
    noseTip: middle(30, 30),
    mouthCenter: middle(48, 67),
    rightMouthCorner: middle(48, 48),
    leftMouthCorner: middle(54, 54),
  };
}
