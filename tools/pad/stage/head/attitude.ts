/** How a head is held at one time. Angles as the engine's `Pose` has them, in degrees, from the photo's own. */
export interface Attitude {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Where the whole head is, in face widths to the right and down of where it usually is; and how near: 1.1 is a tenth larger. */
  readonly right: number;
  readonly down: number;
  readonly near: number;
  /** 0 as in the photo, 1 closed. */
  readonly lids: number;
  /** Of the mouth, in face widths. */
  readonly mouth: number;
}

export const STILL: Attitude = { yaw: 0, pitch: 0, roll: 0, right: 0, down: 0, near: 1, lids: 0, mouth: 0 };
