import { describe, expect, it } from 'vitest';
import type { LivenessColour } from '../../api';
import type { Rgb } from '../../protocol';
import { type ColourChange, follow, type LightSample } from '.';

const LIGHTS: Readonly<Record<LivenessColour, Rgb>> = {
  white: [1, 1, 1],
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
  black: [0, 0, 0],
};
const COLOURS: readonly LivenessColour[] = ['blue', 'white', 'red', 'black', 'green', 'blue', 'white'];
const EVERY_MS = 80;
const PATCH = 400;

interface Scene {
  readonly lagMs?: number;
  /** Of the second half of the session, where it is another. */
  readonly laterLagMs?: number;
  /** Of a screen's light, on skin and behind it. */
  readonly skin?: number;
  readonly background?: number;
  /** Of daylight. */
  readonly ambient?: number;
  readonly noise?: number;
  /** What the face was lit with, where that is not what the screen shows. */
  readonly shown?: readonly LivenessColour[];
  readonly hidesBackground?: boolean;
  /** What is around reflects so much of each colour. */
  readonly around?: Rgb;
}

function filmed(scene: Scene): [LightSample[], ColourChange[]] {
  const {
    lagMs = 120,
    laterLagMs = lagMs,
    skin = 0.1,
    background = 0.008,
    ambient = 0.15,
    noise = 0.004,
  } = scene;
  const shown = scene.shown ?? COLOURS;
  const changes = COLOURS.map((colour, i) => ({ fromMs: 1000 + PATCH * i, colour }));
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647 - 0.5;
  };
  const samples: LightSample[] = [];
  const end = 1000 + PATCH * COLOURS.length + 300;
  for (let timeMs = 1000 + EVERY_MS; timeMs <= end; timeMs += EVERY_MS) {
    const lag = timeMs > (1000 + end) / 2 ? laterLagMs : lagMs;
    const place = Math.floor((timeMs - lag - 1 - 1000) / PATCH);
    const light = place < 0 ? LIGHTS.black : LIGHTS[shown[Math.min(place, shown.length - 1)] ?? 'black'];
    const lit = (albedo: Rgb, screen: number): Rgb => {
      const of = (i: 0 | 1 | 2) => albedo[i] * (ambient + screen * light[i]) + noise * random() * ambient;
      return [of(0), of(1), of(2)];
    };
    const face = () => lit([0.6, 0.42, 0.35], skin);
    samples.push({
      timeMs,
      light: {
        forehead: face(),
        cheeks: face(),
        nose: face(),
        background: scene.hidesBackground ? null : lit(scene.around ?? [0.5, 0.5, 0.5], background),
      },
    });
  }
  return [samples, changes];
}

describe('the light on a face', () => {
  it.each([
    ['follows the screen at once', { lagMs: 20 }],
    ['follows it after a while', { lagMs: 280 }],
    ['follows it faintly in a lit room', { skin: 0.02, background: 0.001 }],
    ['follows it in the dark', { ambient: 0.01 }],
    ['follows it before a blue wall', { around: [0.05, 0.1, 0.6] }],
  ] as const)('%s', (_, scene) => {
    const { check, reason } = follow(...filmed(scene));
    expect({ reason, ...check }).toMatchObject({ reason: null, passed: true });
    expect(check.skin).toBeGreaterThan(0.8);
    expect(Math.abs((check.lagMs ?? -999) - ('lagMs' in scene ? scene.lagMs : 120))).toBeLessThanOrEqual(80);
  });

  it.each([
    ['follows other colours', { shown: ['white', 'red', 'black', 'green', 'blue', 'white', 'red'] }],
    ['comes too late', { lagMs: 900 }],
    ['follows for a while', { shown: ['blue', 'white', 'red', 'black', 'red', 'white', 'green'] }],
    ['stops following', { shown: ['blue', 'white', 'red', 'black', 'white', 'white', 'white'] }],
    ['comes later in the second half', { lagMs: 0, laterLagMs: 250 }],
    ['lies on what is around it, too', { background: 0.1 }],
    ['lies on the blue of a print, too', { background: 0.1, around: [0.05, 0.1, 0.6] }],
    ['lies on the dark of a print, too', { background: 0.1, around: [0.06, 0.05, 0.05] }],
  ] as const)('is refused where it %s', (_, scene) => {
    expect(follow(...filmed(scene))).toMatchObject({ reason: 'flash_mismatch', check: { passed: false } });
  });

  it.each([
    ['daylight hides it', { skin: 0.001, background: 0 }, 'too_bright_surroundings'],
    ['noise hides it', { skin: 0.02, background: 0, noise: 0.3 }, 'too_bright_surroundings'],
    ['nothing is around the face', { hidesBackground: true }, 'poor_frames'],
  ] as const)('says nothing where %s', (_, scene, reason) => {
    expect(follow(...filmed(scene)).reason).toBe(reason);
  });

  it('says nothing with few frames', () => {
    const [samples, changes] = filmed({});
    expect(
      follow(
        samples.filter((_, i) => i % 4 === 0),
        changes,
      ).reason,
    ).toBe('too_few_frames');
  });
});
