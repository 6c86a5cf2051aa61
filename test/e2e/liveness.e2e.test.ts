import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LivenessCapture, LivenessColour, LivenessSession, LivenessVerdict } from '../../src';
import type { EnginePage } from '../../tools/browser';
import { HEADERS } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

declare global {
  /** How a frame is drawn over the photo. */
  interface Scene {
    /** The very same picture for each frame, where false. */
    readonly noise?: boolean;
    /** px by which a hand that holds the photo trembles. */
    readonly tremble?: number;
    /** Light of the screen on the face, and on all there is, 0…255. */
    readonly onFace?: number;
    readonly onAll?: number;
    readonly lateMs?: number;
  }
  /** A session before a photo of somebody, on a clock of 12 frames a second. */
  var filmed: (
    scene: Scene,
    session?: Partial<LivenessSession>,
  ) => Promise<{ verdict: LivenessVerdict; prompts: string[]; ms: number }>;
  /** Of the last session that passed. */
  var living: LivenessCapture;
}

let tab: EnginePage;
const asked: string[] = [];
const conductor = () => asked.filter((path) => /chunks\/liveness-/.test(path));

beforeAll(async () => {
  tab = await openEngineTab({
    headers: HEADERS,
    engine: { backend: 'wasm', threads: 1 },
    log: (path) => asked.push(path),
  });
  // The largest face of the first looks into the camera.
  await tab.page.setInputFiles('#files', [5, 2].map(packagePhoto));
  await tab.page.evaluate(async () => {
    const photo = await createImageBitmap(files()[0]);
    const { box } = (await engine.detect(photo, { mode: 1, detail: true })).detail.faces[0].face;
    const margin = 0.35 * box.width;
    const edge = box.width + 2 * margin;
    const face = await createImageBitmap(photo, box.x - margin, box.y - margin, edge, edge);
    const light: Record<LivenessColour, readonly [number, number, number]> = {
      white: [1, 1, 1],
      red: [1, 0, 0],
      green: [0, 1, 0],
      blue: [0, 0, 1],
      black: [0, 0, 0],
    };

    globalThis.filmed = async (scene, session = {}) => {
      const { noise = true, tremble = 0, onFace = 0, onAll = 0, lateMs = 100 } = scene;
      const canvas = new OffscreenCanvas(640, 480);
      const context = canvas.getContext('2d', {
        willReadFrequently: true,
      }) as OffscreenCanvasRenderingContext2D;
      const prompts: string[] = [];
      const shining: { fromMs: number; colour: LivenessColour }[] = [];
      let ms = 0;
      const shine = (strength: number, path: Path2D) => {
        const colour = shining.findLast(({ fromMs }) => fromMs + lateMs <= ms)?.colour ?? 'black';
        context.globalCompositeOperation = 'lighter';
        context.fillStyle = `rgb(${light[colour].map((value) => strength * value).join(' ')})`;
        context.fill(path);
        context.globalCompositeOperation = 'source-over';
      };
      const all = new Path2D();
      all.rect(0, 0, 640, 480);
      const oval = new Path2D();
      oval.ellipse(320, 240, 90, 120, 0, 0, 7);
      async function* film() {
        for (let frame = 0; ; frame++) {
          ms += 83 + (frame % 3);
          context.fillStyle = 'rgb(90 90 90)';
          context.fillRect(0, 0, 640, 480);
          const [x, y] = [tremble * Math.sin(frame / 2), tremble * Math.cos(frame / 3)];
          context.drawImage(face, 170 + x, 90 + y, 300, 300);
          shine(onFace, oval);
          shine(onAll, all);
          if (noise) {
            const pixels = context.getImageData(0, 0, 640, 480);
            for (let i = 0; i < pixels.data.length; i++) {
              if (i % 4 < 3) pixels.data[i] = (pixels.data[i] ?? 0) + 6 * (Math.random() - 0.5);
            }
            context.putImageData(pixels, 0, 0);
          }
          yield { image: canvas, timeMs: ms };
        }
      }
      const verdict = await engine.checkLiveness({
        frames: film(),
        onPrompt: (prompt) => {
          prompts.push(prompt.kind);
          if (prompt.kind === 'flash') shining.push({ fromMs: ms, colour: prompt.colour });
        },
        ...session,
      });
      return { verdict, prompts, ms };
    };
  });
});
afterAll(() => tab[Symbol.asyncDispose]());

const film = (scene: Scene, session: Pick<LivenessSession, 'checks'> = {}) =>
  tab.page.evaluate(
    async ([how, what]) => {
      const { verdict, ...rest } = await filmed(how, what);
      if (verdict.capture) globalThis.living = verdict.capture;
      const { capture: got, ...said } = verdict;
      return { ...rest, verdict: said, captured: got && { ...got, image: got.image.type } };
    },
    [scene, session] as const,
  );

it('is loaded by the first session, and not before', async () => {
  await tab.page.evaluate(async () => {
    await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
    await engine.verify('ann', files()[0]);
  });
  expect(conductor()).toEqual([]);
});

describe('a session with actions', () => {
  it('refuses one picture that is handed over again and again', async () => {
    const { verdict, prompts, ms, captured } = await film({ noise: false });
    expect(verdict).toMatchObject({ live: false, score: 0, reasons: ['frames_repeated'] });
    expect(captured).toBeNull();
    expect(ms).toBeLessThan(2000);
    expect(prompts.at(-1)).toBe('done');
    expect(conductor()).toHaveLength(1);
  });

  it('is open before a photo that is held into the camera, and says that nothing was seen', async () => {
    const { verdict, prompts, captured } = await film({ tremble: 3 });
    expect(verdict).toMatchObject({ live: 'inconclusive', reasons: ['too_late'] });
    expect(captured).toBeNull();
    expect(verdict.checks.actions).toMatchObject({ passed: false });
    expect(verdict.checks.camera.assurance).toBe('software_only');
    // Not checked is not failed: the pair is not installed.
    expect(verdict.checks).not.toHaveProperty('passive');
    // One that is not seen in time may be the camera's fault; two are not.
    expect(prompts).toEqual(['look', 'action', 'look', 'action', 'done']);
  });
});

describe('a session with the flash', () => {
  it('passes a face that the screen lights', async () => {
    const { verdict, prompts, ms, captured } = await film({ onFace: 40 }, { checks: 'flash' });
    expect(verdict).toMatchObject({ live: true, reasons: [], checks: { flash: { passed: true } } });
    expect(verdict.checks.flash?.lagMs).toBeGreaterThan(0);
    expect(verdict.checks).not.toHaveProperty('actions');
    expect(captured).toEqual({ session_id: expect.any(String), image: 'image/jpeg' });
    expect(prompts.filter((kind) => kind === 'flash').length).toBeGreaterThanOrEqual(6);
    expect(ms).toBeLessThan(8000);
  });

  it('passes none where the light comes too late', async () => {
    const { verdict, captured } = await film({ onFace: 40, lateMs: 900 }, { checks: 'flash' });
    // Colours that are drawn at random resemble themselves a while later now and then: then it is left open.
    expect(['flash_mismatch', 'too_bright_surroundings']).toContain(verdict.reasons[0]);
    expect(verdict.live).not.toBe(true);
    expect(captured).toBeNull();
  });

  it.each([
    ['falls on all that is to be seen', { onFace: 0, onAll: 40 }, false, 'flash_mismatch'],
    ['is not to be seen', {}, 'inconclusive', 'too_bright_surroundings'],
  ] as const)('passes none where the light %s', async (_, scene, live, reason) => {
    const { verdict, captured } = await film(scene, { checks: 'flash' });
    expect(verdict).toMatchObject({ live, reasons: [reason] });
    expect(captured).toBeNull();
  });
});

it('a look alone is never enough', async () => {
  const { verdict, captured } = await film({ tremble: 2 }, { checks: 'passive' });
  expect(verdict).toMatchObject({ live: 'inconclusive', reasons: ['not_asked'] });
  expect(captured).toBeNull();
});

describe('where liveness is required', () => {
  const passed = async () =>
    expect((await film({ onFace: 40 }, { checks: 'flash' })).verdict.live).toBe(true);
  const REFUSED = { code: -1103, kind: 'liveness' };

  it('a session that passed is matched, by the frame that the engine kept, and once', async () => {
    await passed();
    const seen = await tab.page.evaluate(async () => {
      const kindOf = (call: Promise<unknown>) =>
        call.then(
          () => null,
          ({ code, data }) => ({ code, kind: data?.kind }),
        );
      // Somebody else's picture in its place is not looked at.
      const forged = { ...living, image: files()[1] };
      const { ismatch, confidence } = await engine.verify('ann', forged, { liveness: 'require' });
      return {
        ismatch,
        confidence,
        again: await kindOf(engine.verify('ann', living, { liveness: 'require' })),
      };
    });
    expect(seen).toMatchObject({ ismatch: true, again: REFUSED });
    expect(seen.confidence).toBeGreaterThan(90);
  });

  it('it is used up where the call then fails', async () => {
    await passed();
    const codes = await tab.page.evaluate(async () => {
      const codeOf = (call: Promise<unknown>) =>
        call.then(
          () => 0,
          ({ code }) => code,
        );
      return [
        await codeOf(engine.verify('nobody', living, { liveness: 'require' })),
        await codeOf(engine.verify('ann', living, { liveness: 'require' })),
      ];
    });
    expect(codes).toEqual([-1303, -1103]);
  });

  it('it is refused after 60 s', async () => {
    await passed();
    const refused = await tab.page.evaluate(async () => {
      const { now } = performance;
      performance.now = () => now.call(performance) + 60_000;
      try {
        return await engine.verify('ann', living, { liveness: 'require' }).then(
          () => null,
          ({ code, data }) => ({ code, kind: data?.kind }),
        );
      } finally {
        performance.now = now;
      }
    });
    expect(refused).toEqual(REFUSED);
  });

  it('a plain picture and an unknown session are refused by every method, and nothing is lost', async () => {
    await passed();
    const seen = await tab.page.evaluate(async () => {
      const require = { liveness: 'require' } as const;
      const refusals: unknown[] = [];
      const [, other] = files();
      for (const given of [other, { session_id: 'unknown', image: other }]) {
        for (const call of [
          engine.verify('ann', given, require),
          engine.compare(given, other, require),
          engine.newperson({ person_id: 'bob', group_ids: ['g'], image: given }, require),
        ]) {
          refusals.push(
            await call.then(
              () => null,
              ({ code, data }) => ({ code, kind: data?.kind, fail_flag: data?.fail_flag }),
            ),
          );
        }
      }
      const added = await engine.addface({ person_id: 'ann', images: [other] }, require);
      return {
        refusals,
        added: added.ret_codes,
        persons: (await engine.getpersonids('g')).person_ids,
        faces: (await engine.getfaceids('ann')).face_ids.length,
        // The session that nobody used is still there.
        enrolled: (await engine.newperson({ person_id: 'eve', group_ids: ['g'], image: living }, require))
          .suc_face,
      };
    });
    const verified = { ...REFUSED, fail_flag: undefined };
    const compared = { ...REFUSED, fail_flag: 1 };
    expect(seen).toEqual({
      refusals: [verified, compared, verified, verified, compared, verified],
      added: [-1103],
      persons: ['ann'],
      faces: 1,
      enrolled: 1,
    });
  });

  it('the first picture of a comparison is the living one, and a list takes captures', async () => {
    await passed();
    const { similarity } = await tab.page.evaluate(() =>
      engine.compare(living, files()[0], { liveness: 'require' }),
    );
    expect(similarity).toBeGreaterThan(90);
    await passed();
    const { ret_codes } = await tab.page.evaluate(() =>
      engine.addface({ person_id: 'eve', images: [living, files()[0]] }, { liveness: 'require' }),
    );
    // Almost the photo that the last test enrolled; what counts is that it was looked at.
    expect(ret_codes[0]).not.toBe(-1103);
    expect(ret_codes[1]).toBe(-1103);
  });

  it('a session of a gallery holds for the others of the engine', async () => {
    await passed();
    const { ismatch } = await tab.page.evaluate(async () => {
      const other = engine.withAppid('other');
      await other.newperson({ person_id: 'ann', group_ids: ['g'], image: files()[0] });
      return other.verify('ann', living, { liveness: 'require' });
    });
    expect(ismatch).toBe(true);
  });
});
