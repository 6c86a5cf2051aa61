import type { ChipInput, SelfTestResult } from '../protocol';
import type { Networks } from '../runtime';
import { toUnitLength } from './embed';

/** Edge of the picture that the detector is timed on, px. */
const PICTURE_PX = 256;

/**
 * Runs the networks that every verification runs on fixed inputs: the numbers show whether a backend is right, the
 * times how fast it is. The first run compiles shaders and is not counted; the times are medians of `runs`.
 */
export async function selfTest(networks: Networks, runs: number): Promise<SelfTestResult> {
  const { embedder, landmarker, shortRange, entry } = networks;
  const chip = fixedChip(entry.input);
  const face = landmarker && fixedChip(landmarker.entry.input);
  const picture = new ImageData(PICTURE_PX, PICTURE_PX);
  picture.data.forEach((_, i) => {
    picture.data[i] = i % 4 === 3 ? 255 : (i * 7919) % 256;
  });
  const template = toUnitLength(await embedder.run(chip));
  const landmarks = landmarker && face ? await landmarker.network.run(face) : null;
  const detection = await shortRange.selfTest();
  await shortRange.detect(picture);
  return {
    template,
    detection,
    landmarks,
    embedMs: await medianMs(runs, async () => {
      if (landmarker && face) await landmarker.network.run(face);
      await embedder.run(chip);
    }),
    detectMs: await medianMs(runs, () => shortRange.detect(picture)),
  };
}

function fixedChip({ size, mean, scale }: ChipInput): Float32Array {
  const plane = size * size;
  return Float32Array.from(
    { length: 3 * plane },
    (_, i) => (((i * 7919) % 256) - mean[Math.floor(i / plane)]) * scale,
  );
}

async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[runs >> 1];
}
