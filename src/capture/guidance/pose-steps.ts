import type { Pose } from '../../protocol';
import type { Hint } from './hint';

/** One pose that is asked for, in degrees as in `Pose`: yaw is positive towards the person's own left. */
export interface PoseStep {
  /** What is said until the pose fits. */
  readonly hint: Hint;
  readonly yaw: readonly [from: number, to: number];
  readonly pitch: readonly [from: number, to: number];
  /** The best pose within. */
  readonly aim: { readonly yaw: number; readonly pitch: number };
}

const STRAIGHT: PoseStep = { hint: 'straight', yaw: [-20, 20], pitch: [-20, 20], aim: { yaw: 0, pitch: 0 } };

/**
 * In this order, as far as frames are wanted. A few degrees are enough to make another template, and stay well within what
 * enrolment accepts (yaw 45°, pitch 30°).
 */
const ENROLMENT: readonly PoseStep[] = [
  STRAIGHT,
  { hint: 'turn_left', yaw: [10, 32], pitch: [-22, 22], aim: { yaw: 18, pitch: 0 } },
  { hint: 'turn_right', yaw: [-32, -10], pitch: [-22, 22], aim: { yaw: -18, pitch: 0 } },
  { hint: 'look_up', yaw: [-20, 20], pitch: [7, 26], aim: { yaw: 0, pitch: 12 } },
  { hint: 'look_down', yaw: [-20, 20], pitch: [-26, -7], aim: { yaw: 0, pitch: -12 } },
];

/** Frames that can be collected at most: one a pose. */
export const MOST_SHOTS = ENROLMENT.length;

/** The poses to ask for: straight ahead alone, or that and others. */
export function stepsFor(shots: number): readonly PoseStep[] {
  return ENROLMENT.slice(0, shots);
}

export function fits({ yaw, pitch }: PoseStep, pose: Pose): boolean {
  return within(pose.yaw, yaw) && within(pose.pitch, pitch);
}

function within(value: number, [from, to]: readonly [from: number, to: number]): boolean {
  return value >= from && value <= to;
}
