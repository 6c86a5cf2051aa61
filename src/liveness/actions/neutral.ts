import type { FaceMesh } from '../../protocol';
import type { Present } from '../frames';

/** What a person looks like who does nothing: all actions are measured from there. */
export interface Neutral {
  /** Degrees, as in `Pose`. */
  readonly yaw: number;
  readonly pitch: number;
  /** Eye aspect ratios of open eyes. */
  readonly eyes: FaceMesh['eyes'];
  readonly mouth: number;
  /** Of one frame of those; as in `FaceMesh`. */
  readonly points: Float32Array;
}

/** How far a frame is from it. */
export interface Distance {
  /** Degrees; as in `Pose`. */
  readonly yaw: number;
  readonly pitch: number;
  /** Of both eyes, as a share of the open ones': about 1 open, 0.85 closed. */
  readonly open: number;
  /** The mouth's ratio less the neutral one. */
  readonly mouth: number;
}

/** From frames that follow one another, at least one. `before`: what was known of the person already. */
export function neutralOf(frames: readonly Present[], before?: Neutral): Neutral {
  const meshes = frames.map(({ mesh }) => mesh);
  const middle = (of: (mesh: FaceMesh) => number) => quantile(meshes.map(of), 0.5);
  // A blink falls among them now and then, and nobody's eyes are open wider than they are.
  const wide = (of: (mesh: FaceMesh) => number) => quantile(meshes.map(of), 0.75);
  const eyes = { right: wide(({ eyes }) => eyes.right), left: wide(({ eyes }) => eyes.left) };
  return {
    yaw: middle(({ pose }) => pose.yaw),
    pitch: middle(({ pose }) => pose.pitch),
    eyes: before
      ? { right: Math.max(eyes.right, before.eyes.right), left: Math.max(eyes.left, before.eyes.left) }
      : eyes,
    mouth: middle(({ mouth }) => mouth),
    points: before?.points ?? meshes[meshes.length - 1].points,
  };
}

export function distanceFrom(neutral: Neutral, { pose, eyes, mouth }: FaceMesh): Distance {
  return {
    yaw: pose.yaw - neutral.yaw,
    pitch: pose.pitch - neutral.pitch,
    open: (eyes.right / neutral.eyes.right + eyes.left / neutral.eyes.left) / 2,
    mouth: mouth - neutral.mouth,
  };
}

/** Degrees and shares within which somebody counts as back in the middle, with open eyes and a closed mouth. */
const NEAR = { yaw: 8, pitch: 8, open: 0.9, mouth: 0.12 } as const;

export function isNear({ yaw, pitch, open, mouth }: Distance): boolean {
  return (
    Math.abs(yaw) <= NEAR.yaw && Math.abs(pitch) <= NEAR.pitch && open >= NEAR.open && mouth <= NEAR.mouth
  );
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];
}
