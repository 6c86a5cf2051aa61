import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

declare global {
  /** The first photo made worse: a CSS filter, and the eyes so many px apart. */
  var worse: (change: { filter?: string; eyes?: number }) => Promise<Blob>;
  /** Code, text and reasons of a rejection. */
  var refusal: (promise: Promise<unknown>) => Promise<{ code: number; detail: string; reasons: unknown }>;
}

let tab: EnginePage;

beforeAll(async () => {
  tab = await openEngineTab();
  await tab.page.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
  await tab.page.evaluate(async () => {
    const [photo] = files();
    const { face, quality } = await engine.extract(photo);
    globalThis.worse = async ({ filter = 'none', eyes = quality.eyeDistance }) => {
      // The face alone, and what is around it: nobody else is to be the largest.
      const { x, y, width, height } = face.box;
      const scale = eyes / quality.eyeDistance;
      const canvas = new OffscreenCanvas(2 * width * scale, 2 * height * scale);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.imageSmoothingQuality = 'high';
      context.filter = filter;
      const bitmap = await createImageBitmap(photo);
      const whole = [x - width / 2, y - height / 2, 2 * width, 2 * height] as const;
      context.drawImage(bitmap, ...whole, 0, 0, canvas.width, canvas.height);
      return canvas.convertToBlob({ type: 'image/png' });
    };
    globalThis.refusal = (promise) =>
      promise.then(
        () => ({ code: 0, detail: '', reasons: undefined }),
        ({ code, detail, data }) => ({ code, detail, reasons: data?.reasons }),
      );
  });
});

afterAll(() => tab[Symbol.asyncDispose]());

describe('quality', () => {
  it('shows in what was done to the picture', async () => {
    const seen = await tab.page.evaluate(async () => {
      const of = async (change: Parameters<typeof worse>[0]) => {
        const { quality } = await engine.extract(await worse(change));
        return quality;
      };
      return {
        plain: await of({}),
        small: await of({ eyes: 25 }),
        blurred: await of({ filter: 'blur(5px)' }),
        dark: await of({ filter: 'brightness(0.4)' }),
        bright: await of({ filter: 'brightness(2)' }),
        flat: await of({ filter: 'contrast(0.3)' }),
      };
    });
    const { plain, small, blurred, dark, bright, flat } = seen;
    expect(small.eyeDistance).toBeGreaterThan(23.5);
    expect(small.eyeDistance).toBeLessThan(26.5);
    const added = 5 / plain.eyeDistance;
    expect(blurred.blur).toBeGreaterThan(0.8 * Math.hypot(plain.blur, added));
    expect(blurred.blur).toBeLessThan(1.25 * Math.hypot(plain.blur, added));
    expect(dark.brightness / plain.brightness).toBeCloseTo(0.4, 1);
    expect(bright.white).toBeGreaterThan(plain.white + 0.05);
    expect(flat.contrast / plain.contrast).toBeCloseTo(0.3, 1);
    for (const quality of Object.values(seen)) {
      expect(quality.visible).toBe(1);
      expect(quality.score).toBeGreaterThan(0.5);
      expect(Math.abs(quality.pose.roll - plain.pose.roll)).toBeLessThan(10);
    }
  });

  it('comes with verdicts and with all faces, when asked for', async () => {
    const { extracted, verdict, all, plain } = await tab.page.evaluate(async () => {
      const [photo] = files();
      await engine.newperson({ person_id: 'ann', group_ids: ['g'], image: photo });
      return {
        extracted: (await engine.extract(photo)).quality,
        verdict: await engine.verify('ann', photo, { detail: true }),
        all: await engine.detect(photo, { detail: true }),
        plain: await engine.detect(photo),
      };
    });
    expect(verdict.detail.quality).toEqual(extracted);
    expect(all.detail.faces).toHaveLength(all.face.length);
    expect(all.detail.faces[0].face.box.width).toBeCloseTo(all.face[0].width);
    for (const { quality } of all.detail.faces) expect(quality?.eyeDistance).toBeGreaterThan(8);
    expect(Object.keys(plain).sort()).toEqual(['face', 'image_height', 'image_width', 'session_id']);
  });
});

describe('enrolment', () => {
  it('refuses a bad first photo with all reasons, and leaves no person', async () => {
    const { bad, person, noFace } = await tab.page.evaluate(async () => {
      const fields = { person_id: 'bob', group_ids: ['g'] };
      const image = await worse({ filter: 'brightness(0.08)', eyes: 12 });
      return {
        bad: await refusal(engine.newperson({ ...fields, image })),
        person: await refusal(engine.getinfo('bob')),
        noFace: await refusal(engine.newperson({ ...fields, image: new ImageData(90, 90) })),
      };
    });
    expect(bad).toMatchObject({
      code: -1103,
      reasons: expect.arrayContaining(['too_small', 'low_contrast']),
    });
    expect(bad.detail).toMatch(/only 1[123] px between the eyes; at least 14 are needed/);
    expect(person.code).toBe(-1303);
    expect(noFace).toMatchObject({ code: -1101, reasons: undefined });
  });

  it('adds the good ones among several, and says of each what is wrong', async () => {
    const { answer, plain } = await tab.page.evaluate(async () => {
      await engine.newperson({ person_id: 'eve', group_ids: ['g'], image: files()[0] });
      const images = [files()[1], await worse({ eyes: 11 }), new ImageData(90, 90), files()[2]];
      const { detail, ...rest } = await engine.addface({ person_id: 'eve', images }, { detail: true });
      return {
        answer: {
          ...rest,
          faces: detail.faces.map(({ quality, error }) => ({
            eyes: quality?.eyeDistance,
            code: error?.code,
            reasons: error?.data?.reasons,
          })),
        },
        plain: await engine.addface({ person_id: 'eve', images: images.slice(1, 2) }),
      };
    });
    expect(answer).toMatchObject({ added: 2, ret_codes: [0, -1103, -1101, 0] });
    expect(answer.faces).toMatchObject([
      { eyes: expect.any(Number), code: undefined },
      { code: -1103, reasons: expect.arrayContaining(['too_small']) },
      { eyes: undefined, code: -1101 },
      { code: undefined },
    ]);
    expect(Object.keys(plain).sort()).toEqual(['added', 'face_ids', 'ret_codes', 'session_id']);
  });

  it('takes every face where the host says so; verification always does', async () => {
    const seen = await tab.page.evaluate(async () => {
      const image = await worse({ eyes: 12 });
      const lenient = await start({ appid: 'lenient', enrolmentQuality: 'accept' });
      const added = await lenient.newperson({ person_id: 'bob', group_ids: ['g'], image });
      await lenient.close();
      return { faces: added.suc_face, verdict: await engine.verify('ann', image) };
    });
    expect(seen.faces).toBe(1);
    expect(seen.verdict.confidence).toBeGreaterThan(50);
  });

  it('answers on the wire with the code, words and no field that v1 does not have', async () => {
    const answer = await tab.page.evaluate(async () => {
      const body = new FormData();
      body.append('appid', 'test');
      body.append('person_id', 'zoe');
      body.append('group_ids[0]', 'g');
      body.append('image', await worse({ eyes: 11 }));
      const handle = mienHttp.createHandler(engine);
      return (await handle(new Request('/face/newperson', { method: 'POST', body }))).json();
    });
    expect(answer).toEqual({
      data: { detail: expect.stringContaining('px between the eyes') },
      code: -1103,
      message: 'SDK_FEAT_PROCESSFAILED',
    });
  });
});
