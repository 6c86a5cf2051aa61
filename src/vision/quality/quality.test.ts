import { expect, it } from 'vitest';
import { Workspace } from '../../pixels';
import type { DetectedFace, EmbedderEntry } from '../../protocol';
import { landmarks } from '../../protocol/testing';
import { measureQuality } from './quality';

const workspace = new Workspace();

const input = { name: 'x', size: 150, channels: 'RGB', mean: [122, 117, 104], scale: 1 / 256 } as const;
/** Eyes 50 px apart in the chip. */
const entry = {
  input,
  alignment: { version: 't', points: { rightEye: [50, 50], leftEye: [100, 50], mouthCenter: [75, 104] } },
} as unknown as EmbedderEntry;
const size = { width: 1000, height: 1000 };

/** A face whose chip is the picture's part at (x, y), `zoom` picture px to a chip px. */
function faceAt(x: number, y: number, zoom = 2): DetectedFace {
  const at = (u: number, v: number) => ({ x: x + u * zoom, y: y + v * zoom });
  const points = {
    rightEye: at(50, 50),
    leftEye: at(100, 50),
    noseTip: at(75, 77),
    mouthCenter: at(75, 104),
  };
  return {
    box: { x: x + 25 * zoom, y: y + 25 * zoom, width: 100 * zoom, height: 100 * zoom },
    score: 0.9,
    landmarks: landmarks((name) => points[name as keyof typeof points] ?? at(75, 60)),
  };
}

type Paint = (u: number, v: number, channel: number) => number;

function chipOf(paint: Paint, { size, channels, mean, scale }: EmbedderEntry['input'] = input): Float32Array {
  const chip = new Float32Array(3 * size * size);
  for (let c = 0; c < 3; c++) {
    for (let v = 0; v < size; v++) {
      for (let u = 0; u < size; u++) {
        const value = paint(u, v, channels === 'RGB' ? c : 2 - c);
        chip[(c * size + v) * size + u] = (value - mean[c]) * scale;
      }
    }
  }
  return chip;
}

it('measures size, score and the part inside the picture from the find alone', () => {
  const flat = chipOf(() => 128);
  expect(
    measureQuality(workspace, flat, faceAt(300, 300), faceAt(300, 300).landmarks, size, entry),
  ).toMatchObject({
    eyeDistance: 100,
    score: 0.9,
    visible: 1,
  });
  expect(
    measureQuality(workspace, flat, faceAt(-150, 300), faceAt(-150, 300).landmarks, size, entry).visible,
  ).toBeCloseTo(0.5);
  expect(
    measureQuality(workspace, flat, faceAt(300, 300, 0.25), faceAt(300, 300, 0.25).landmarks, size, entry)
      .eyeDistance,
  ).toBeCloseTo(12.5);
});

it('measures luminance as people see it, in either order of channels', () => {
  const red: Paint = (_u, _v, channel) => (channel === 0 ? 255 : 0);
  for (const channels of ['RGB', 'BGR'] as const) {
    const own = { ...input, channels };
    const quality = measureQuality(
      workspace,
      chipOf(red, own),
      faceAt(300, 300),
      faceAt(300, 300).landmarks,
      size,
      {
        ...entry,
        input: own,
      },
    );
    expect(quality.brightness).toBeCloseTo(0.299 * 255, 2);
    expect(quality.contrast).toBeCloseTo(0, 2);
  }
});

it('measures contrast and what is clipped', () => {
  // A third black, a third white, a third between.
  const steps: Paint = (u) => (u < 60 ? 0 : u < 90 ? 100 : 255);
  const quality = measureQuality(
    workspace,
    chipOf(steps),
    faceAt(300, 300),
    faceAt(300, 300).landmarks,
    size,
    entry,
  );
  expect(quality.contrast).toBeCloseTo(255, 0);
  expect(quality.black).toBeGreaterThan(0.25);
  expect(quality.white).toBeGreaterThan(0.25);
  expect(quality.black + quality.white).toBeLessThan(0.8);
});

it('leaves what lies outside the picture out of the luminance', () => {
  // The chip's left half lies outside and is black; the picture begins with a white strip.
  const half: Paint = (u) => (u < 75 ? 0 : u < 80 ? 250 : 180);
  const quality = measureQuality(
    workspace,
    chipOf(half),
    faceAt(-150, 300),
    faceAt(-150, 300).landmarks,
    size,
    entry,
  );
  expect(quality).toMatchObject({ black: 0, visible: 0.5 });
  expect(quality.brightness).toBeCloseTo(180, 2);
  expect(quality.white).toBeLessThan(0.15);
});

it('finds the blur that was put on noise with the spectrum of photos, whatever the size of the face', () => {
  // Waves spread evenly over all frequencies of the plane, amplitude 1/f, blurred by σ: e^(−2π²σ²f²).
  const waves = Array.from({ length: 300 }, (_, i) => {
    const [direction, f, phase] = [2.4 * i, 0.5 * Math.sqrt((i + 0.5) / 300), 1.7 * i * i];
    return { x: f * Math.cos(direction), y: f * Math.sin(direction), f, phase };
  });
  const measured = [0.06, 0.08, 0.1, 0.12].map((blur) => {
    const sigma = blur * 50;
    const amplitudes = waves.map(({ f }) => Math.exp(-2 * (Math.PI * sigma * f) ** 2) / f);
    const paint: Paint = (u, v) =>
      128 +
      waves.reduce(
        (sum, w, i) => sum + 0.1 * amplitudes[i] * Math.cos(2 * Math.PI * (w.x * u + w.y * v) + w.phase),
        0,
      );
    const plane = new Float32Array(150 * 150).map((_, i) => paint(i % 150, Math.floor(i / 150), 0));
    const chip = chipOf((u, v) => plane[v * 150 + u]);
    const [large, small] = [2, 0.5].map(
      (zoom) =>
        measureQuality(workspace, chip, faceAt(300, 300, zoom), faceAt(300, 300, zoom).landmarks, size, entry)
          .blur,
    );
    expect(large).toBeCloseTo(small, 3);
    return large;
  });
  for (const [i, blur] of [0.06, 0.08, 0.1, 0.12].entries()) {
    expect(measured[i]).toBeGreaterThan(0.85 * blur);
    expect(measured[i]).toBeLessThan(1.25 * blur);
  }
});

it('calls a flat picture as blurred as can be', () => {
  expect(
    measureQuality(
      workspace,
      chipOf(() => 128),
      faceAt(300, 300),
      faceAt(300, 300).landmarks,
      size,
      entry,
    ).blur,
  ).toBe(0.5);
});
