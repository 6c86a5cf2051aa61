import type { FlashCheck, LivenessColour, LivenessReason } from '../../api';
import type { FaceLight, Rgb } from '../../protocol';
import { type Chroma, chromaOf, SCREEN_CHROMA } from './chroma';

/** The screen has this colour from the first frame after that time on, ms on the frames' clock. */
export interface ColourChange {
  readonly fromMs: number;
  readonly colour: LivenessColour;
}

export interface LightSample {
  readonly timeMs: number;
  readonly light: FaceLight;
}

export interface FlashFinding {
  readonly check: FlashCheck;
  /** Null where the check passed. */
  readonly reason: Extract<
    LivenessReason,
    'flash_mismatch' | 'too_bright_surroundings' | 'too_few_frames' | 'poor_frames'
  > | null;
}

/** The screen's refresh, the camera's exposure and its way here take so long at most, ms (Face Flashing, arXiv 1801.01949); steps between lags that are tried. */
const LONGEST_LAG_MS = 300;
const LAG_STEP_MS = 10;
/** Correlation of skin and screen from which the skin follows, and up to which it follows something else. */
const FOLLOWS = 0.6;
const STRAYS = 0.35;
/** The same of each half of the colours, so that the lag is the same in both. */
const HALF_FOLLOWS = 0.4;
/**
 * By what the skin changes, how much the surroundings may. What lies in one plane with it changes as much; a wall 30 cm behind a face half a metre
 * from the screen changes by 0.4, since light falls with the square of the distance.
 */
const MOST_BACKGROUND = 0.4;
/** Standard deviation of the skin's chroma: with less, the screen's light does not show. */
const LEAST_CHANGE = 0.018;
/** Samples for each colour. */
const LEAST_SAMPLES = 2;

/** Whether the light on a face follows the screen's colours, and what lies around it does not. */
export function follow(samples: readonly LightSample[], changes: readonly ColourChange[]): FlashFinding {
  const skin = samples.map(({ timeMs, light }) => ({ timeMs, chroma: chromaOf(skinOf(light)) }));
  const around = samples.flatMap(({ timeMs, light: { background } }) =>
    background ? [{ timeMs, chroma: chromaOf(background) }] : [],
  );
  const none = { passed: false, skin: 0, background: 0, lagMs: null };
  if (skin.length < LEAST_SAMPLES * changes.length) return { check: none, reason: 'too_few_frames' };
  // Somebody so close that nothing else can be seen.
  if (around.length < skin.length / 2) return { check: none, reason: 'poor_frames' };

  const lagMs = lagOf(skin, changes);
  const ofSkin = fitTo(skin, changes, lagMs);
  const ofAround = fitTo(around, changes, lagMs);
  const half = Math.floor(changes.length / 2);
  const middle = changes[half].fromMs + lagMs;
  const halves = [skin.filter(({ timeMs }) => timeMs <= middle), skin.filter(({ timeMs }) => timeMs > middle)]
    .map((part) => fitTo(part, changes, lagMs))
    .filter(({ told }) => told);
  const background = ofSkin.slope > 0 ? ofAround.slope / ofSkin.slope : 1;
  const check = { passed: false, skin: ofSkin.correlation, background, lagMs };
  if (ofSkin.deviation < LEAST_CHANGE) return { check, reason: 'too_bright_surroundings' };
  if (ofSkin.correlation < STRAYS) return { check, reason: 'flash_mismatch' };
  if (background > MOST_BACKGROUND) return { check, reason: 'flash_mismatch' };
  if (ofSkin.correlation < FOLLOWS) return { check, reason: 'too_bright_surroundings' };
  if (halves.some(({ correlation }) => correlation < HALF_FOLLOWS))
    return { check, reason: 'flash_mismatch' };
  return { check: { ...check, passed: true }, reason: null };
}

interface Sample {
  readonly timeMs: number;
  readonly chroma: Chroma;
}

/** All places count alike, however many pixels they have. */
function skinOf({ forehead, cheeks, nose }: FaceLight): Rgb {
  const mean = (channel: 0 | 1 | 2) => (forehead[channel] + cheeks[channel] + nose[channel]) / 3;
  return [mean(0), mean(1), mean(2)];
}

function lagOf(samples: readonly Sample[], changes: readonly ColourChange[]): number {
  let best = { lagMs: 0, correlation: Number.NEGATIVE_INFINITY };
  for (let lagMs = 0; lagMs <= LONGEST_LAG_MS; lagMs += LAG_STEP_MS) {
    const { correlation } = fitTo(samples, changes, lagMs);
    if (correlation > best.correlation) best = { lagMs, correlation };
  }
  return best.lagMs;
}

interface Fit {
  /** Whether the screen had several colours: white and black are of one. */
  readonly told: boolean;
  /** −1…1, over both numbers of the chroma together; 0 where nothing changes. */
  readonly correlation: number;
  /** Chroma seen per chroma shown. */
  readonly slope: number;
  /** Of what was seen. */
  readonly deviation: number;
}

/** How what was seen goes with what was shown a lag before. Samples from before the first colour say nothing. */
function fitTo(samples: readonly Sample[], changes: readonly ColourChange[], lagMs: number): Fit {
  const pairs = samples.flatMap(({ timeMs, chroma }) => {
    const colour = changes.findLast(({ fromMs }) => fromMs + lagMs < timeMs)?.colour;
    return colour === undefined ? [] : [{ seen: chroma, shown: SCREEN_CHROMA[colour] }];
  });
  const count = Math.max(1, pairs.length);
  let [both, seen, shown] = [0, 0, 0];
  for (const axis of [0, 1] as const) {
    const meanSeen = pairs.reduce((sum, pair) => sum + pair.seen[axis], 0) / count;
    const meanShown = pairs.reduce((sum, pair) => sum + pair.shown[axis], 0) / count;
    for (const pair of pairs) {
      const [a, b] = [pair.seen[axis] - meanSeen, pair.shown[axis] - meanShown];
      both += a * b;
      seen += a * a;
      shown += b * b;
    }
  }
  return {
    told: shown > 0,
    correlation: seen > 0 && shown > 0 ? both / Math.sqrt(seen * shown) : 0,
    slope: shown > 0 ? both / shown : 0,
    deviation: Math.sqrt(seen / count),
  };
}
