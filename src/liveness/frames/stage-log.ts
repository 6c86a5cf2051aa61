import type { LivenessReason } from '../../api';
import { isClear, isPresent, type Observation } from './observation';

/** Why what was asked for was not seen: not one of them is evidence against a living person. */
export type Shortfall = Extract<
  LivenessReason,
  'no_face' | 'several_faces' | 'too_late' | 'too_few_frames' | 'poor_frames'
>;

/** Frames a second with which a blink still shows. */
const LEAST_RATE = 5;

/** What the frames of one stage were like, to say why it failed. */
export class StageLog {
  #frames = 0;
  #faceless = 0;
  #several = 0;
  #poor = 0;

  offer(seen: Observation): void {
    this.#frames += 1;
    if (seen.face === null) this.#faceless += 1;
    else if (seen.several) this.#several += 1;
    else if (!isPresent(seen) || !isClear(seen)) this.#poor += 1;
  }

  /** `ms`: how long the stage took. */
  why(ms: number): Shortfall {
    const half = this.#frames / 2;
    if (this.#faceless > half) return 'no_face';
    if (this.#several > half) return 'several_faces';
    if (this.#poor > half) return 'poor_frames';
    if ((1000 * this.#frames) / ms < LEAST_RATE) return 'too_few_frames';
    return 'too_late';
  }
}
