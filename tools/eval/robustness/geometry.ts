import type { DetectedFace } from '../../../src/protocol';
import type { Degradation } from './kinds';

/** a, b, c, d, e, f of a canvas: (x, y) goes to (a·x + c·y + e, b·x + d·y + f). */
type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** An oblong that may be turned. */
export interface Cover {
  /** Centre, px of the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise, radians. */
  readonly angle: number;
  readonly colour: string;
}

/** How a degraded copy is drawn, so that the page only has to follow. */
export interface CopyPlan {
  /** Size of the copy, px. */
  readonly width: number;
  readonly height: number;
  /** Picture to copy. */
  readonly transform: Transform;
  /** In px of the picture: it goes through the same transform. */
  readonly cover?: Cover;
  readonly filter?: string;
  /** Quality 0…1. */
  readonly jpeg?: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What to draw for a degraded copy of an upright picture of that size that shows that face. */
export function planCopy(size: Size, face: DetectedFace, degradation: Degradation): CopyPlan {
  const { cover, filter, jpeg } = degradation;
  return {
    ...placed(size, face, degradation),
    ...(cover && { cover: cover === 'mask' ? maskOf(face) : glassesOf(face) }),
    ...(filter && { filter }),
    ...(jpeg && { jpeg: jpeg / 100 }),
  };
}

function placed(
  size: Size,
  face: DetectedFace,
  { degrees, facePx, mirrored }: Degradation,
): Pick<CopyPlan, 'width' | 'height' | 'transform'> {
  if (degrees !== undefined) return rotated(size, degrees);
  if (facePx !== undefined) return scaled(size, facePx / faceSize(face));
  return { ...size, transform: mirrored ? [-1, 0, 0, 1, size.width, 0] : [1, 0, 0, 1, 0, 0] };
}

/** Longer edge of a face's box, px. */
export function faceSize({ box }: DetectedFace): number {
  return Math.max(box.width, box.height);
}

/** Clockwise about the picture's centre, which goes to the centre of a copy just large enough for all of it. */
function rotated({ width, height }: Size, degrees: number): Pick<CopyPlan, 'width' | 'height' | 'transform'> {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const grown = {
    width: Math.ceil(width * Math.abs(cos) + height * Math.abs(sin)),
    height: Math.ceil(width * Math.abs(sin) + height * Math.abs(cos)),
  };
  const e = grown.width / 2 - (cos * width - sin * height) / 2;
  const f = grown.height / 2 - (sin * width + cos * height) / 2;
  return { ...grown, transform: [cos, sin, -sin, cos, e, f] };
}

function scaled({ width, height }: Size, scale: number): Pick<CopyPlan, 'width' | 'height' | 'transform'> {
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    transform: [scale, 0, 0, scale, 0, 0],
  };
}

/** From the middle of the nose to below the chin, as wide as the face: a mask of cloth. */
function maskOf(face: DetectedFace): Cover {
  const { down, unit, depthOf } = faceAxes(face);
  const top = depthOf(face.landmarks.noseTip) / 2;
  const bottom = depthOf(face.landmarks.mouthCenter) + unit;
  const { noseTip, mouthCenter } = face.landmarks;
  // Nose and mouth lie off the eyes' middle in a turned face: the mask follows them.
  const beside = (noseTip.x + mouthCenter.x) / 2;
  const along = (noseTip.y + mouthCenter.y) / 2;
  const shift = (top + bottom) / 2 - (depthOf(noseTip) + depthOf(mouthCenter)) / 2;
  return {
    x: beside + shift * down.x,
    y: along + shift * down.y,
    width: 2.2 * unit,
    height: bottom - top,
    angle: Math.atan2(-down.x, down.y),
    colour: '#8fb3c9',
  };
}

/** Over both eyes and the brows' lower edge, from temple to temple: dark glasses. */
function glassesOf(face: DetectedFace): Cover {
  const { middle, down, unit } = faceAxes(face);
  return {
    ...middle,
    width: 2 * unit,
    height: 0.7 * unit,
    angle: Math.atan2(-down.x, down.y),
    colour: '#111111',
  };
}

/** The face's own axes: the point between the eyes, the way to the chin, and a length that a turned head keeps. */
function faceAxes({ landmarks: { rightEye, leftEye, mouthCenter } }: DetectedFace) {
  const across = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const eyes = Math.hypot(across.x, across.y);
  const down = { x: -across.y / eyes, y: across.x / eyes };
  const middle = { x: (rightEye.x + leftEye.x) / 2, y: (rightEye.y + leftEye.y) / 2 };
  const depthOf = (p: { readonly x: number; readonly y: number }) =>
    (p.x - middle.x) * down.x + (p.y - middle.y) * down.y;
  // Seen from aside the eyes come together, seen from below the mouth comes up.
  return { middle, down, depthOf, unit: Math.max(eyes, depthOf(mouthCenter)) };
}
