import type { CameraCheck } from '../../api';
import type { Observation } from '../frames';

export type Suspicion = CameraCheck['suspicions'][number];

/**
 * Names of programs that offer a picture of their own as a camera. Not the browsers' own fake devices: whoever starts the browser with
 * flags has the page, too.
 */
const PROGRAMS =
  /virtual|\bobs\b|manycam|xsplit|snap camera|droidcam|iriun|epoccam|camtwist|splitcam|youcam|mmhmm|e2esoft|vcam|v4l2|loopback|dummy/i;

/** Weights: how much of a suspicion each is alone, 0…1. There is no data to fit them to (docs/decisions/058). */
const WEIGHTS = {
  program: 0.6,
  noCapabilities: 0.2,
  sizeChanged: 0.3,
  metronome: 0.1,
  returned: 0.4,
} as const;

/** Intervals of frames that differ by less than this share of their mean come from a clock. Few frames say nothing. */
const METRONOME = 1e-4;
const LEAST_INTERVALS = 20;

/** What a camera says of itself, and whether it stays the same. */
export class CameraWatch {
  readonly #track: MediaStreamTrack | undefined;
  readonly #device: string | undefined;
  readonly #times: number[] = [];
  #size: string | undefined;
  #sizeChanged = false;

  constructor(track: MediaStreamTrack | undefined) {
    this.#track = track;
    this.#device = deviceOf(track);
  }

  /** Whether another device took its place. */
  offer({ timeMs, size }: Observation): boolean {
    this.#times.push(timeMs);
    if (size) {
      // A phone that is turned swaps the two.
      const said = [size.width, size.height].sort((a, b) => a - b).join('×');
      this.#sizeChanged ||= this.#size !== undefined && this.#size !== said;
      this.#size = said;
    }
    return deviceOf(this.#track) !== this.#device;
  }

  /** `returns`: frames that came again after others. */
  suspicions(returns: number): Suspicion[] {
    const found: Suspicion[] = [];
    const track = this.#track;
    if (track && PROGRAMS.test(track.label))
      found.push({ what: `the camera is called "${track.label}"`, weight: WEIGHTS.program });
    if (track && saysNothing(track))
      found.push({ what: 'the camera has no capabilities', weight: WEIGHTS.noCapabilities });
    if (this.#sizeChanged) found.push({ what: 'the frames changed their size', weight: WEIGHTS.sizeChanged });
    if (isMetronome(this.#times))
      found.push({ what: 'the frames come as exactly as a clock', weight: WEIGHTS.metronome });
    if (returns > 0) found.push({ what: 'a frame came twice', weight: WEIGHTS.returned });
    return found;
  }
}

/** Of several suspicions together, 0…1: as if each stood alone. */
export function suspicionOf(suspicions: readonly Suspicion[]): number {
  return 1 - suspicions.reduce((trust, { weight }) => trust * (1 - weight), 1);
}

function deviceOf(track: MediaStreamTrack | undefined): string | undefined {
  return track && `${track.label} ${track.getSettings().deviceId ?? ''}`;
}

/** Not every browser can say what a camera can do; where it can, cameras have at least a size. */
function saysNothing(track: MediaStreamTrack): boolean {
  if (!('getCapabilities' in track)) return false;
  return Object.keys(track.getCapabilities()).length === 0;
}

function isMetronome(times: readonly number[]): boolean {
  const intervals = times.slice(1).map((time, i) => time - times[i]);
  if (intervals.length < LEAST_INTERVALS) return false;
  const mean = intervals.reduce((sum, ms) => sum + ms, 0) / intervals.length;
  return intervals.every((ms) => Math.abs(ms - mean) <= METRONOME * mean);
}
