import type { Pixels } from '../../pixels';
import type { Box, DetectedFace, LandmarkName, Point } from '../../protocol';
import type { Raster } from './raster';
import type { QuarterTurns } from './resize';

/** A part of the picture as a detector looks at it: scaled, and turned clockwise. */
export interface View {
  readonly region: Box;
  /** Detector pixels per picture pixel. */
  readonly scale: number;
  readonly turns: QuarterTurns;
  /** Of the filter, in detector pixels; 1 when absent. */
  readonly reach?: number;
}

/** The whole picture, no edge longer than `longEdge` px; never enlarged. */
export function reducedView(raster: Raster, longEdge: number, turns: QuarterTurns = 0): View {
  const scale = Math.min(1, longEdge / Math.max(raster.width, raster.height));
  return { region: { x: 0, y: 0, width: raster.width, height: raster.height }, scale, turns };
}

export function render(raster: Raster, view: View): Pixels {
  const [width, height] = sizeOf(view);
  return raster.copy(view.region, width, height, view.turns, view.reach);
}

/** A face found in the rendered view, in picture pixels; landmarks keep their names, turned or not. */
export function toPicture(face: DetectedFace, view: View): DetectedFace {
  const { x, y, width, height } = face.box;
  const one = pointToPicture({ x, y }, view);
  const other = pointToPicture({ x: x + width, y: y + height }, view);
  const landmarks = Object.fromEntries(
    Object.entries(face.landmarks).map(([name, point]) => [name, pointToPicture(point, view)]),
  ) as Record<LandmarkName, Point>;
  return {
    box: {
      x: Math.min(one.x, other.x),
      y: Math.min(one.y, other.y),
      width: Math.abs(one.x - other.x),
      height: Math.abs(one.y - other.y),
    },
    score: face.score,
    landmarks,
  };
}

function pointToPicture({ x, y }: Point, { region, scale, turns }: View): Point {
  const [width, height] = sizeOf({ region, scale, turns });
  const upright = [
    { x, y },
    { x: y, y: height - x },
    { x: width - x, y: height - y },
    { x: width - y, y: x },
  ][turns];
  return {
    x: region.x + (upright.x * region.width) / width,
    y: region.y + (upright.y * region.height) / height,
  };
}

/** Size before turning. */
function sizeOf({ region, scale }: View): [width: number, height: number] {
  return [Math.max(1, Math.round(region.width * scale)), Math.max(1, Math.round(region.height * scale))];
}
