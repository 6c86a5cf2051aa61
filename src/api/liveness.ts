import type { DetectedFace, FaceMesh, FaceQuality } from '../protocol';
import type { ImageInput } from './image-input';
import type { CallOptions } from './options';

/** What a person may be asked to do. Left and right are the person's own. */
export type LivenessAction = 'blink' | 'turn_left' | 'turn_right' | 'nod' | 'open_mouth';

/** What the screen may be asked to shine with. */
export type LivenessColour = 'white' | 'red' | 'green' | 'blue' | 'black';

/** Which checks a session is made of; `passive` asks for nothing but a look into the camera. */
export type LivenessChecks = 'actions' | 'flash' | 'both' | 'passive';

/** What the page is to show from now until the next prompt. */
export type LivenessPrompt =
  /** A straight, calm look into the camera. */
  | { readonly kind: 'look' }
  /** `left` counts what is still to be done, this one included. `skip` takes another action instead, for whoever cannot do this one. */
  | {
      readonly kind: 'action';
      readonly action: LivenessAction;
      readonly left: number;
      readonly skip: () => void;
    }
  /** The whole screen in one colour. */
  | { readonly kind: 'flash'; readonly colour: LivenessColour; readonly left: number }
  /** Nothing more is asked for; the verdict follows. */
  | { readonly kind: 'done' };

/** One frame of the camera, not mirrored. */
export interface LivenessFrame {
  readonly image: ImageInput;
  /** When the camera showed it, ms, on any clock that does not stand still or jump. */
  readonly timeMs: number;
}

/** What one frame showed, for guidance. `face` is null where none was found, and what needs the mesh where that failed. */
export interface LivenessLook {
  readonly timeMs: number;
  readonly face: DetectedFace | null;
  /** Another face is nearly as large. */
  readonly several: boolean;
  readonly quality: FaceQuality | null;
  readonly mesh: FaceMesh | null;
}

/** A session before the camera: the engine asks, the page shows and hands over frames. */
export interface LivenessSession {
  /** Default `actions`. */
  readonly checks?: LivenessChecks;
  /** The camera's frames in their order. The next is asked for once the last was looked at. */
  readonly frames: AsyncIterable<LivenessFrame>;
  /** Shows what is asked for. The next frame is taken once it has resolved. */
  readonly onPrompt: (prompt: LivenessPrompt) => void | Promise<void>;
  /** Hears of every frame that was looked at. */
  readonly onLook?: (look: LivenessLook) => void;
  /** Actions that are never asked for. */
  readonly without?: readonly LivenessAction[];
  /** Where the frames come from. What it says of itself may raise a suspicion. */
  readonly camera?: MediaStreamTrack;
}

/** Why a session is not (or not yet) one of a living person, most important first. */
export type LivenessReason =
  // They refuse.
  | 'another_person' // the bond: two templates of the session are not of one person
  | 'frames_repeated' // frames that are equal to the last bit
  | 'flat' // the face turned like a plane
  | 'wrong_action' // another action than the one that was asked for
  | 'flash_mismatch' // the light on the face does not follow the screen's
  | 'camera_changed'
  // They leave it open, and say what to change.
  | 'no_face'
  | 'several_faces'
  | 'too_late' // nothing that was asked for was seen in time
  | 'too_few_frames'
  | 'poor_frames' // too dark, too blurred, too small
  | 'too_bright_surroundings' // the screen's light does not show
  | 'not_asked' // a look alone is never enough: ask for actions or the flash
  | 'passive_suspicion'
  | 'camera_suspicion';

export interface ActionsCheck {
  readonly passed: boolean;
  /** What was asked for, in its order, and when it was seen. */
  readonly actions: readonly {
    readonly action: LivenessAction;
    readonly askedMs: number;
    readonly seenMs: number | null;
    /** Skipped by the person, or not seen in time, which happens once: another action was asked for instead. */
    readonly skipped: boolean;
  }[];
  /** The lowest confidence, 0…100, between any two templates of the session. Null without two. */
  readonly bond: number | null;
  /** Residual of the plane that fits best, by the face's width, of the turn that was furthest from flat. Null without a turn. */
  readonly depth: number | null;
}

export interface FlashCheck {
  readonly passed: boolean;
  /** Correlation, −1…1, of the colours of the skin with those of the screen. */
  readonly skin: number;
  /** How much the surroundings' colours follow the screen by how much the skin's do: about 1 where both lie in one plane. */
  readonly background: number;
  /** After how long the skin follows the screen, ms. */
  readonly lagMs: number | null;
}

export interface PassiveCheck {
  /** Mean of the pair's probabilities of a living face, 0…1, over the frames that could be judged. */
  readonly score: number;
  readonly frames: number;
}

export interface CameraCheck {
  /** A page cannot know a virtual camera: whatever it found, this is what software can say. */
  readonly assurance: 'software_only';
  /** What spoke against a camera, with its weight, 0…1. */
  readonly suspicions: readonly { readonly what: string; readonly weight: number }[];
}

/** A session that passed, to be handed to `verify`, `compare` or `newperson` with `liveness: 'require'`: once, within 60 s. */
export interface LivenessCapture {
  readonly session_id: string;
  /** The session's best frame, for the page to show. The engine matches the one it kept itself. */
  readonly image: Blob;
}

export interface LivenessVerdict {
  readonly live: boolean | 'inconclusive';
  /** 0…1, from the checks that were made; not a probability. */
  readonly score: number;
  readonly reasons: readonly LivenessReason[];
  /** Those that were made. A check that is missing was not made, which is not the same as failed. */
  readonly checks: {
    readonly actions?: ActionsCheck;
    readonly flash?: FlashCheck;
    readonly passive?: PassiveCheck;
    readonly camera: CameraCheck;
  };
  /** Only where `live` is true. */
  readonly capture: LivenessCapture | null;
}

export interface Liveness {
  /**
   * Conducts a session before the camera and says whether a living person took part. It asks by `onPrompt` for random actions, colours of
   * the screen, or a calm look, and follows them in `frames`.
   */
  checkLiveness(session: LivenessSession, options?: CallOptions): Promise<LivenessVerdict>;
}
