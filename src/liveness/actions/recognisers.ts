import type { LivenessAction } from '../../api';
import type { Distance } from './neutral';

/** Sees one action in what follows a prompt. */
export interface Recogniser {
  /** Whether it was done by now. */
  offer(distance: Distance, timeMs: number): boolean;
}

/** Degrees of a turn and of a nod that count. */
const TURN_DEG = 17;
const NOD_DEG = 11;
/** More than the mouth's own ratio by so much counts as open: lips of a speaker part by 0.1 to 0.2. */
const MOUTH = 0.25;
/** Frames in a row that must show it, so that one badly placed mesh does not. */
const HOLD_FRAMES = 2;

/**
 * Shares of a person's own open eyes. The mesh hardly sees lids close: of real closed eyes before a webcam it says 0.78 to 0.86, and of a
 * calm face its noise is about 0.02 (docs/decisions/058). Between the two neither is said, so that noise at one limit makes no blink.
 */
const CLOSED = 0.88;
const OPEN = 0.94;
/** From the last open frame to the first open one: shorter is one bad frame of a fast camera. */
const SHORTEST_BLINK_MS = 80;
/** From the first closed frame to the last: 400 ms as they go, and what whoever is asked to takes more. */
const LONGEST_BLINK_MS = 500;
/** A head that turns or nods narrows its eyes, degrees. */
const STILL_DEG = 9;

export function recogniserOf(action: LivenessAction): Recogniser {
  if (action === 'blink') return new Blink();
  return new Held((distance) => extentOf(action, distance) >= 1, HOLD_FRAMES);
}

/** How much of an action a frame shows, by what counts as that action: 1 and more is it. A blink has no extent. */
export function extentOf(action: Exclude<LivenessAction, 'blink'>, { yaw, pitch, mouth }: Distance): number {
  switch (action) {
    // A person's own left is the right of a picture that is not mirrored, where a positive yaw points.
    case 'turn_left':
      return yaw / TURN_DEG;
    case 'turn_right':
      return -yaw / TURN_DEG;
    case 'nod':
      return Math.abs(pitch) / NOD_DEG;
    case 'open_mouth':
      return mouth / MOUTH;
  }
}

/** What some frames in a row must show. */
export class Held implements Recogniser {
  readonly #shows: (distance: Distance) => boolean;
  readonly #frames: number;
  readonly #ms: number;
  #since: number | undefined;
  #count = 0;

  /** `frames` in a row, that span `ms` at least. */
  constructor(shows: (distance: Distance) => boolean, frames: number, ms = 0) {
    this.#shows = shows;
    this.#frames = frames;
    this.#ms = ms;
  }

  offer(distance: Distance, timeMs: number): boolean {
    if (!this.#shows(distance)) {
      [this.#count, this.#since] = [0, undefined];
      return false;
    }
    this.#since ??= timeMs;
    this.#count += 1;
    return this.#count >= this.#frames && timeMs - this.#since >= this.#ms;
  }
}

/** Open, closed, and open again in time. */
class Blink implements Recogniser {
  #lastOpen: number | undefined;
  #closed: { readonly from: number; readonly to: number } | undefined;

  offer({ open, yaw, pitch }: Distance, timeMs: number): boolean {
    if (Math.abs(yaw) > STILL_DEG || Math.abs(pitch) > STILL_DEG) {
      [this.#lastOpen, this.#closed] = [undefined, undefined];
      return false;
    }
    if (open <= CLOSED && this.#lastOpen !== undefined)
      this.#closed = { from: this.#closed?.from ?? timeMs, to: timeMs };
    if (open < OPEN) return false;
    const [before, closed] = [this.#lastOpen, this.#closed];
    [this.#lastOpen, this.#closed] = [timeMs, undefined];
    if (before === undefined || closed === undefined) return false;
    return timeMs - before >= SHORTEST_BLINK_MS && closed.to - closed.from <= LONGEST_BLINK_MS;
  }
}
