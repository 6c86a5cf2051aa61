import type { LivenessPrompt } from '../../../../src';
import type { Target } from '../picture';

/** What stands before a camera. */
export interface Scene {
  /** Hears what the page shows, and when. */
  prompt(prompt: LivenessPrompt, timeMs: number): void;
  /** Draws it as it is at a time, and returns how bright it is by what it is without the screen's light. Times never go back. */
  draw(timeMs: number, to: Target): number;
}

/** Of what is drawn, px. A frame has twice as many. */
export const FRAME = { width: 320, height: 240 } as const;

/** Where a face's middle is in a frame, px. */
export const FACE_AT = { x: 160, y: 118 } as const;

/** Share of a frame that the screen shines on. */
export const LIT_SHARE = 0.4;

/** The room of a scene. */
export const ROOM = [1, 1, 1] as const;
