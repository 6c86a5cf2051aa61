import type { DetectedFace, FaceLight, FaceMesh, FaceQuality, WatchedFrame } from '../../protocol';

/** What one frame showed. */
export interface Observation {
  /** On the frames' own clock. */
  readonly timeMs: number;
  readonly face: DetectedFace | null;
  /** Whether somebody else is before the camera, too. */
  readonly several: boolean;
  readonly quality: FaceQuality | null;
  readonly mesh: FaceMesh | null;
  readonly light: FaceLight | null;
  readonly template: Float32Array | null;
  /** Null without a face: what shows nobody may well look the same for a while. */
  readonly fingerprint: number | null;
  /** Of the frame, px; null without a face. */
  readonly size: WatchedFrame['image'] | null;
}

/** Of the largest face's box, the longer edge: a face of less is somebody in the background. */
const BESIDE = 0.4;

/** MediaPipe's limit: below, the points mean nothing. */
const LEAST_MESH_SCORE = 0.5;

/** What a frame must show to say who it is, in the units of FaceQuality: the limits of one picture's verdict (docs/decisions/057), but for those that are about paper. */
const CLEAR = { eyeDistance: 24, blur: 0.07, brightness: 20, white: 0.4, visible: 0.85 } as const;

/** `seen` is null where no face was found. */
export function observe(timeMs: number, seen: WatchedFrame | null): Observation {
  if (seen === null) {
    const nothing = { face: null, quality: null, mesh: null, light: null, template: null };
    return { timeMs, several: false, fingerprint: null, size: null, ...nothing };
  }
  const { faces, fingerprint, light, template, image } = seen;
  const [{ face, quality, mesh }, ...others] = faces;
  const several = others.some((other) => edgeOf(other.face) >= BESIDE * edgeOf(face));
  return { timeMs, face, several, quality, mesh, light, template, fingerprint, size: image };
}

function edgeOf({ box }: DetectedFace): number {
  return Math.max(box.width, box.height);
}

/** An observation of one face whose points can be gone by. */
export type Present = Observation & { readonly mesh: FaceMesh; readonly face: DetectedFace };

export function isPresent(seen: Observation): seen is Present {
  return seen.face !== null && !seen.several && (seen.mesh?.score ?? 0) >= LEAST_MESH_SCORE;
}

/** Whether its pixels are good enough to say who it is. */
export function isClear({ quality }: Observation): boolean {
  if (quality === null) return false;
  return (
    quality.eyeDistance >= CLEAR.eyeDistance &&
    quality.blur <= CLEAR.blur &&
    quality.brightness >= CLEAR.brightness &&
    quality.white <= CLEAR.white &&
    quality.visible >= CLEAR.visible
  );
}
