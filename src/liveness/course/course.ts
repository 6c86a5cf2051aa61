import type { LivenessAction, LivenessColour, LivenessPrompt, LivenessReason } from '../../api';
import { depthOf, distanceFrom, isNear, type Neutral, neutralOf, recogniserOf, Unasked } from '../actions';
import { isClear, isPresent, type Observation, type Present, type Shortfall, StageLog } from '../frames';
import { anotherInstead, PATCH_MS, type Random } from '../plan';
import type { CourseRecord } from './record';

/** What the page shows while the next frame is taken, and what is wanted of that. */
export interface Ask {
  readonly prompt: LivenessPrompt;
  readonly template: boolean;
  /** Counts the calm looks, of which each gives a frame that may be kept; null in between. */
  readonly look: number | null;
}

/** Asks, and is answered with what the next frame showed. */
type Steps<T> = Generator<Ask, T, Observation>;

export interface CoursePlan {
  readonly actions: readonly LivenessAction[];
  readonly colours: readonly LivenessColour[];
  readonly without: readonly LivenessAction[];
  readonly random: Random;
}

/** How long each stage may take, ms: the first look with what it takes to sit down before the camera. */
const FIRST_LOOK_MS = 10_000;
const LOOK_MS = 5000;
const ACTION_MS = 5000;
/** Nobody answers sooner than that: what is seen before was no answer. */
const REACTION_MS = 150;

/** Calm frames in a row. */
const CALM_FRAMES = 3;
/** Degrees within which a face looks into the camera, wherever that hangs, and by which calm frames differ at most. */
const FRONTAL = { yaw: 15, pitch: 25, apart: 6 } as const;
/** A mouth further open does not rest. */
const RESTING_MOUTH = 0.3;
/** Looks in a row where nothing else is asked for. */
const LOOKS_ALONE = 3;

/** Between two templates of one action, or of the flash, ms. */
const TEMPLATE_MS = 250;
/** Degrees from which a movement shows depth. */
const MOVED = { yaw: 12, pitch: 9 } as const;
/** Faces (`depthOf`) by which a turn must differ from a plane's (docs/decisions/058). */
const LEAST_DEPTH = 0.012;
/** The screen's last colour stays until the slowest camera has shown it, ms. */
const LAST_PATCH_MS = PATCH_MS + 300;

type Judged<T> = { readonly value: T } | { readonly why: Shortfall };

/** What is asked of a person, one thing after the other, by what the frames show. It knows nothing of cameras and clocks. */
export class Course {
  readonly #plan: CoursePlan;
  readonly #record: CourseRecord;
  #nowMs: number | undefined;
  #looks = 0;
  #skipped = false;
  /** Whether an action was not seen in time already. */
  #missed = false;

  constructor(plan: CoursePlan, record: CourseRecord) {
    this.#plan = plan;
    this.#record = record;
  }

  /** Ends with why it could not be seen through, or null once all was seen. */
  *run(): Steps<LivenessReason | null> {
    const first = yield* this.#look(FIRST_LOOK_MS);
    if ('why' in first) return first.why;
    const { actions, colours } = this.#plan;
    if (actions.length + colours.length === 0) return yield* this.#lookOn(first.value, LOOKS_ALONE - 1);
    const neutral = yield* this.#actions(first.value);
    if (typeof neutral === 'string' || colours.length === 0)
      return typeof neutral === 'string' ? neutral : null;
    yield* this.#flash();
    return yield* this.#lookOn(neutral, 1);
  }

  *#lookOn(neutral: Neutral, times: number): Steps<LivenessReason | null> {
    for (let i = 0; i < times; i++) {
      const seen = yield* this.#look(LOOK_MS, neutral);
      if ('why' in seen) return seen.why;
    }
    return null;
  }

  /** Waits for a calm look into the camera; after the first one, back where that was. */
  *#look(limitMs: number, before?: Neutral): Steps<Judged<Neutral>> {
    const prompt = { kind: 'look' } as const;
    const look = this.#looks;
    this.#looks += 1;
    let calm: Present[] = [];
    let known = false;
    return yield* this.#stage(
      limitMs,
      () => ({ prompt, template: !known, look }),
      (seen) => {
        if (!isPresent(seen) || !isCalm(seen, before)) calm = [];
        else calm = [...calm.filter((other) => isSteady(seen, other)), seen].slice(-CALM_FRAMES);
        known ||= calm.length > 0 && seen.template !== null && isClear(seen);
        return calm.length === CALM_FRAMES && known ? neutralOf(calm, before) : undefined;
      },
    );
  }

  *#actions(first: Neutral): Steps<LivenessReason | Neutral> {
    const planned = [...this.#plan.actions];
    let neutral = first;
    for (;;) {
      const action = planned.shift();
      if (action === undefined) return neutral;
      const askedMs = this.#nowMs ?? 0;
      const seen = yield* this.#action(action, neutral, planned.length + 1);
      // The camera may not see what somebody does, a blink behind glasses say: once, another action is asked for instead.
      const missed = seen === 'too_late' && !this.#missed;
      this.#missed ||= missed;
      const skipped = seen === 'skipped' || missed;
      this.#record.actions.push({
        action,
        askedMs,
        seenMs: seen === null ? (this.#nowMs ?? 0) : null,
        skipped,
      });
      if (skipped) {
        const instead = this.#instead(planned);
        if (instead === undefined) return 'too_late';
        if (instead !== 'none') planned.unshift(instead);
      } else if (seen !== null) return seen;
      const back = yield* this.#look(LOOK_MS, neutral);
      if ('why' in back) return back.why;
      neutral = back.value;
    }
  }

  #instead(planned: readonly LivenessAction[]): LivenessAction | 'none' | undefined {
    const { without, random } = this.#plan;
    const done = this.#record.actions.filter(({ skipped }) => !skipped).map(({ action }) => action);
    const taken = [...without, ...this.#record.actions.map(({ action }) => action), ...planned];
    return anotherInstead({ taken, staying: [...done, ...planned] }, random);
  }

  /** Null once it was seen. */
  *#action(action: LivenessAction, neutral: Neutral, left: number): Steps<LivenessReason | 'skipped' | null> {
    this.#skipped = false;
    const skip = () => {
      this.#skipped = true;
    };
    const prompt = { kind: 'action', action, left, skip } as const;
    const [recogniser, unasked] = [recogniserOf(action), new Unasked(action)];
    const turns = action === 'turn_left' || action === 'turn_right';
    const askedMs = this.#nowMs ?? 0;
    let templateMs = askedMs;
    let done = false;
    let depth = 0;
    const found = yield* this.#stage<LivenessReason | 'skipped' | 'seen'>(
      ACTION_MS,
      () => ({ prompt, template: (this.#nowMs ?? 0) - templateMs >= TEMPLATE_MS, look: null }),
      (seen) => {
        if (this.#skipped) return 'skipped';
        if (seen.template) templateMs = seen.timeMs;
        if (!isPresent(seen) || seen.timeMs - askedMs < REACTION_MS) return undefined;
        const distance = distanceFrom(neutral, seen.mesh);
        if (Math.abs(distance.yaw) >= MOVED.yaw || Math.abs(distance.pitch) >= MOVED.pitch) {
          depth = Math.max(depth, depthOf(neutral.points, seen.mesh.points));
          this.#record.depth = Math.max(depth, this.#record.depth ?? 0);
        }
        if (unasked.offer(distance, seen.timeMs)) return 'wrong_action';
        done = recogniser.offer(distance, seen.timeMs) || done;
        // A plane may look turned for a moment; a head shows its depth the further it turns.
        return done && (!turns || depth >= LEAST_DEPTH) ? 'seen' : undefined;
      },
    );
    if ('why' in found) return done ? 'flat' : found.why;
    return found.value === 'seen' ? null : found.value;
  }

  /** One colour after the other. What the light on the face made of it is judged afterwards. */
  *#flash(): Steps<void> {
    const { colours } = this.#plan;
    let templateMs = this.#nowMs ?? 0;
    for (const [i, colour] of colours.entries()) {
      const left = colours.length - i;
      const prompt = { kind: 'flash', colour, left } as const;
      const fromMs = this.#nowMs ?? 0;
      this.#record.changes.push({ fromMs, colour });
      const forMs = left === 1 ? LAST_PATCH_MS : PATCH_MS;
      let timeMs = fromMs;
      while (timeMs < fromMs + forMs) {
        const seen = yield { prompt, template: timeMs - templateMs >= TEMPLATE_MS, look: null };
        this.#nowMs = timeMs = seen.timeMs;
        if (seen.template) templateMs = timeMs;
        if (isPresent(seen) && seen.light) this.#record.samples.push({ timeMs, light: seen.light });
      }
    }
  }

  /** Takes frames until `judge` gives an answer, or for so long. */
  *#stage<T>(limitMs: number, ask: () => Ask, judge: (seen: Observation) => T | undefined): Steps<Judged<T>> {
    const log = new StageLog();
    let since = this.#nowMs;
    for (;;) {
      const seen = yield ask();
      this.#nowMs = seen.timeMs;
      since ??= seen.timeMs;
      log.offer(seen);
      const value = judge(seen);
      if (value !== undefined) return { value };
      if (seen.timeMs - since >= limitMs) return { why: log.why(seen.timeMs - since) };
    }
  }
}

function isCalm({ mesh }: Present, before: Neutral | undefined): boolean {
  if (before) return isNear(distanceFrom(before, mesh));
  const { yaw, pitch } = mesh.pose;
  return Math.abs(yaw) <= FRONTAL.yaw && Math.abs(pitch) <= FRONTAL.pitch && mesh.mouth <= RESTING_MOUTH;
}

function isSteady({ mesh: { pose } }: Present, other: Present): boolean {
  const { yaw, pitch } = other.mesh.pose;
  return Math.abs(pose.yaw - yaw) <= FRONTAL.apart && Math.abs(pose.pitch - pitch) <= FRONTAL.apart;
}
