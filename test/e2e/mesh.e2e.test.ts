import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelManifest } from '../../src/protocol';
import type { EnginePage } from '../../tools/browser';
import { HEADERS } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { rerouted } from '../support/reroute';

let tab: EnginePage;
/** Paths that were asked for, by whichever worker. */
const asked: string[] = [];
const ofMesh = () => asked.filter((path) => path.includes('face-mesh'));

beforeAll(async () => {
  const log = (path: string) => asked.push(path);
  tab = await openEngineTab({
    startEngine: false,
    headers: HEADERS,
    engine: { backend: 'wasm', threads: 1 },
    log,
  });
  await tab.page.setInputFiles('#files', [1, 2].map(packagePhoto));
});
afterAll(() => tab[Symbol.asyncDispose]());

it('is loaded when a call first asks for it, once, and not before', async () => {
  await tab.page.evaluate(async () => {
    globalThis.engine = await start({ appid: 'unasked' });
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
    await engine.verify('ann', files()[0]);
    await engine.detect(files()[0], { detail: true });
  });
  expect(ofMesh()).toEqual([]);
  await tab.page.evaluate(async () => {
    await engine.detect(files()[0], { detail: true, mesh: true });
    await engine.shape(files()[1]);
  });
  expect(ofMesh().sort()).toEqual([
    '/mien/models/face-mesh-468.onnx',
    '/mien/models/face-mesh-canonical.bin',
  ]);
});

it('lies on the faces that the detector found', async () => {
  const { faces, width, height } = await tab.page.evaluate(async () => {
    globalThis.engine ??= await start();
    const { detail, image_width, image_height } = await engine.detect(files()[0], {
      detail: true,
      mesh: true,
    });
    const found = detail.faces.map(({ face, pose, mesh }) => {
      const { points, ...rest } = mesh ?? { points: new Float32Array(), score: 0 };
      return { face, pose, rest, points: [...points] };
    });
    return { faces: found, width: image_width, height: image_height };
  });
  expect(faces).toHaveLength(3);
  for (const { face, pose, points, rest } of faces) {
    expect(points).toHaveLength(3 * 468);
    expect(rest.score).toBeGreaterThan(0.99);
    const at = (i: number) => ({ x: points[3 * i] ?? 0, y: points[3 * i + 1] ?? 0 });
    const between = (a: number, b: number) => ({ x: (at(a).x + at(b).x) / 2, y: (at(a).y + at(b).y) / 2 });
    const { rightEye, leftEye, noseTip, mouthCenter } = face.landmarks;
    const eyes = Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
    for (const [point, landmark] of [
      [between(33, 133), rightEye],
      [between(362, 263), leftEye],
      [at(1), noseTip],
      [between(13, 14), mouthCenter],
    ] as const) {
      expect(Math.hypot(point.x - landmark.x, point.y - landmark.y) / eyes).toBeLessThan(0.25);
      expect(point.x > 0 && point.x < width && point.y > 0 && point.y < height).toBe(true);
    }
    // The nose is the nearest to the camera, and the sides of the face lie behind it.
    expect(points[3 * 1 + 2]).toBeLessThan(Math.min(points[3 * 234 + 2] ?? 0, points[3 * 454 + 2] ?? 0));
    if (!('pose' in rest)) throw new Error('a face has no mesh');
    expect(Math.abs(rest.pose.yaw - pose.yaw)).toBeLessThan(15);
    expect(Math.abs(rest.pose.pitch - pose.pitch)).toBeLessThan(15);
    expect(Math.abs(rest.pose.roll - pose.roll)).toBeLessThan(10);
    for (const openness of [rest.eyes.right, rest.eyes.left]) {
      expect(openness).toBeGreaterThan(0.1);
      expect(openness).toBeLessThan(0.6);
    }
    expect(rest.mouth).toBeLessThan(0.6);
  }
});

it('is null where it was not asked for, and part of the detail only', async () => {
  const seen = await tab.page.evaluate(async () => {
    const { detail } = await engine.detect(files()[0], { mode: 1, detail: true });
    const alone = { mesh: true } as unknown as { detail: true };
    return {
      meshes: detail.faces.map(({ mesh }) => mesh),
      error: await failure(engine.detect(files()[0], alone)),
    };
  });
  expect(seen.meshes).toEqual([null]);
  expect(seen.error?.code).toBe(21);
});

it('gives the same points on onnxruntime as on TensorFlow.js', async () => {
  const points = await tab.page.evaluate(async () => {
    const ofLargest = async (threads: number) => {
      const other = await start({ appid: `threads-${threads}`, threads });
      try {
        const { detail } = await other.detect(files()[1], { mode: 1, detail: true, mesh: true });
        return { runtime: other.info().runtime, points: [...(detail.faces[0]?.mesh?.points ?? [])] };
      } finally {
        await other.close();
      }
    };
    return [await ofLargest(1), await ofLargest(2)];
  });
  expect(points.map(({ runtime }) => runtime)).toEqual(['tfjs', 'onnxruntime']);
  const [tfjs, ort] = points.map((each) => each.points);
  expect(tfjs).toHaveLength(3 * 468);
  expect(
    Math.max(...(tfjs ?? []).map((value, i) => Math.abs(value - (ort?.[i] ?? Number.NaN)))),
  ).toBeLessThan(0.5);
});

it('is 213 where the assets were copied without it, and nothing else fails', async () => {
  const without = async () => {
    const seen = await tab.page.evaluate(async () => {
      const other = await start({ appid: 'without', keepWarm: false });
      const kindOf = (promise: Promise<unknown>) =>
        promise.then(
          () => null,
          (error) => ({
            code: error.code,
            kind: error.data?.kind,
            url: error.data?.url,
            message: error.message,
          }),
        );
      const errors = [await kindOf(other.shape(files()[0])), await kindOf(other.detect(files()[0]))];
      await other.close();
      return errors;
    });
    expect(seen[0]).toMatchObject({ code: 213, kind: 'assets', url: `${tab.address}mien/manifest.json` });
    expect(seen[0]?.message).toMatch(/no face mesh.*npx mien assets/);
    expect(seen[1]).toBeNull();
  };
  await rerouted(
    tab.context,
    '**/mien/manifest.json',
    async (route) => {
      const response = await route.fetch();
      const { mesh: _, ...rest } = (await response.json()) as ModelManifest;
      await route.fulfill({ response, json: rest });
    },
    without,
  );
});
