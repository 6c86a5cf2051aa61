import type { Pose } from '../../protocol';
import type { Vector } from './vector';

/**
 * The angles of the rotation whose first two rows are given: R = Rz(roll) · Rx(pitch) · Ry(yaw). Yaw is innermost,
 * so that a profile keeps a definite roll and pitch; with pitch innermost they would be one motion there.
 */
export function anglesOf(i: Vector, j: Vector): Pose {
  const chinDepth = i[2] * j[0] - i[0] * j[2];
  const roll = Math.atan2(-i[1], j[1]);
  const noseAcross = -i[2] * Math.cos(roll) - j[2] * Math.sin(roll);
  return { pitch: degrees(arcsine(-chinDepth)), yaw: degrees(arcsine(noseAcross)), roll: degrees(roll) };
}

/** Rounding may carry a sine past 1. */
function arcsine(sine: number): number {
  return Math.asin(Math.min(1, Math.max(-1, sine)));
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
