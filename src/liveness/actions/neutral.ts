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
  // A blink falls among them now and then. What was seen in looks before says nothing: eyes seem wider while a head goes back.
  const wide = (of: (mesh: FaceMesh) => number) => quantile(meshes.map(of), 0.75);
  const eyes = { right: wide(({ eyes }) => eyes.right), left: wide(({ eyes }) => eyes.left) };
  return {
    yaw: middle(({ pose }) => pose.yaw),
    pitch: middle(({ pose }) => pose.pitch),
    eyes,
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

/**
 * Degrees and shares within which somebody counts as back in the middle, with a closed mouth. Eyes are not asked about: of calm heads the mesh says
 * 0.7 to 1.3 of what it said before, by their pose.
 */
const NEAR = { yaw: 8, pitch: 8, mouth: 0.12 } as const;

export function isNear({ yaw, pitch, mouth }: Distance): boolean {
  return Math.abs(yaw) <= NEAR.yaw && Math.abs(pitch) <= NEAR.pitch && mouth <= NEAR.mouth;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.round(share * (values.length - 1))];
}
