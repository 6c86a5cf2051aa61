import { faults, goodButForPose, hintFor } from './guidance';
import type { Hint } from './hint';
import { type FaceLook, faceLook, type Look } from './look';
import type { PoseStep } from './pose-steps';

/** Good frames of which the best is taken. */
const CANDIDATES = 5;
/** From the first good frame of a pose on, ms, after which the best so far is taken. */
const LONG_ENOUGH_MS = 1500;
/** Between two frames that are kept, where the second is not in the pose that was asked for, ms. */
const APART_MS = 700;

/** A page that was hidden has looked at nothing meanwhile, ms. */
const LONGEST_LOOK_MS = 500;

/** What became of a frame. */
export interface Verdict {
  readonly hint: Hint;
  /** Keep this frame's pixels, and drop those that were kept for this step before. */
  readonly keep: boolean;
  /** The step is over: what was kept last is its frame. */
  readonly taken: FaceLook | undefined;
}

interface Candidate {
  readonly look: FaceLook;
  readonly faults: number;
}

/**
 * Chooses frames: one for each pose that is asked for, the best of several good ones. Somebody who does not get into a
 * pose within `patienceMs` is taken as they are, if the frame is good otherwise: not everybody can turn their head.
 * Knows nothing of pixels.
 */
export class Collector {
  readonly #steps: readonly PoseStep[];
  readonly #patienceMs: number;
  #index = 0;
  #before: Look | undefined;
  /** How long the pose alone was wrong, ms. */
  #waitedMs = 0;
  #firstGood: number | undefined;
  #good = 0;
  #best: Candidate | undefined;
  #lastTaken = Number.NEGATIVE_INFINITY;

  constructor(steps: readonly PoseStep[], patienceMs: number) {
    this.#steps = steps;
    this.#patienceMs = patienceMs;
  }

  get taken(): number {
    return this.#index;
  }

  get done(): boolean {
    return this.#index === this.#steps.length;
  }

  offer(look: Look): Verdict {
    const step = this.#steps[this.#index];
    if (step === undefined) throw new RangeError('all frames were taken');
    const before = this.#before;
    const seen = faceLook(look, before);
    this.#before = look;
    const hint = hintFor(look, seen, step);
    const poseAlone = hint === step.hint && seen !== undefined && goodButForPose(seen);
    if (poseAlone && before) this.#waitedMs += Math.min(LONGEST_LOOK_MS, look.at - before.at);
    const good = hint === 'good' || (poseAlone && this.#isImpatient(seen));
    const keep = seen !== undefined && good && this.#consider(seen, step);
    if (good && !keep) this.#good++;
    return { hint: good ? 'good' : hint, keep, taken: this.#take(look) };
  }

  #isImpatient({ at }: FaceLook): boolean {
    return this.#waitedMs > this.#patienceMs && at - this.#lastTaken > APART_MS;
  }

  #consider(look: FaceLook, step: PoseStep): boolean {
    this.#firstGood ??= look.at;
    const candidate = { look, faults: faults(look, step) };
    if (this.#best !== undefined && this.#best.faults <= candidate.faults) return false;
    this.#best = candidate;
    this.#good++;
    return true;
  }

  #take({ at }: Look): FaceLook | undefined {
    const best = this.#best?.look;
    if (best === undefined || this.#firstGood === undefined) return undefined;
    if (this.#good < CANDIDATES && at - this.#firstGood < LONG_ENOUGH_MS) return undefined;
    this.#index++;
    this.#lastTaken = best.at;
    this.#waitedMs = 0;
    [this.#best, this.#firstGood, this.#good] = [undefined, undefined, 0];
    return best;
  }
}
