import { expect, it } from 'vitest';
import type { FaceShape, ShapePoint } from '../../src/api';
import { type Api, bothWays, ENCODINGS, type Encoding, type FieldValues, photo } from './api';
import { BAD_PICTURES, bytesAs, picture } from './fields';

/** The contract's lists, in its order. */
const COUNTS = {
  face_profile: 21,
  left_eye: 8,
  right_eye: 8,
  left_eyebrow: 8,
  right_eyebrow: 8,
  mouth: 22,
  nose: 13,
} as const;
const NAMES = Object.keys(COUNTS) as (keyof FaceShape)[];

const ask = async (api: Api, encoding: Encoding, fields: FieldValues) =>
  await api.call('shape', { appid: 'any', ...fields }, encoding);

const middle = (points: readonly ShapePoint[]): ShapePoint => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});
const apart = (a: ShapePoint, b: ShapePoint) => Math.hypot(a.x - b.x, a.y - b.y);

/** As the picture shows it once the eyes are level, in distances between the outer corners of the eyes. */
function levelled(shape: FaceShape): FaceShape {
  const [from, to] = [shape.left_eye[0], shape.right_eye[0]];
  const [x, y] = [to.x - from.x, to.y - from.y];
  const square = x * x + y * y;
  const level = (p: ShapePoint): ShapePoint => {
    const [px, py] = [p.x - from.x, p.y - from.y];
    return { x: (px * x + py * y) / square, y: (py * x - px * y) / square };
  };
  const lists = NAMES.map((name) => [name, shape[name].map(level)] as const);
  return Object.fromEntries(lists) as unknown as FaceShape;
}

/** Twice the area inside; negative where it is walked anticlockwise as the picture shows it. */
function area(points: readonly ShapePoint[]): number {
  return points.reduce((sum, { x, y }, i) => {
    const next = points[(i + 1) % points.length] ?? { x, y };
    return sum + x * next.y - next.x * y;
  }, 0);
}

/** What a client that draws each list as a line gets is a face. */
function expectDrawable(given: FaceShape): void {
  const shape = levelled(given);
  const at = (name: keyof FaceShape, i: number) => shape[name][i] ?? { x: Number.NaN, y: Number.NaN };
  // A list in another order would jump across the face, or turn the other way.
  const longest = {
    face_profile: 0.4,
    left_eye: 0.2,
    right_eye: 0.2,
    left_eyebrow: 0.3,
    right_eyebrow: 0.3,
    nose: 0.8,
  };
  for (const [name, most] of Object.entries(longest)) {
    const list = shape[name as keyof FaceShape];
    for (const [i, point] of list.slice(1).entries()) {
      expect(apart(point, list[i] ?? point), `${name} ${i + 1}`).toBeLessThan(most);
    }
  }
  expect(area(shape.left_eye)).toBeLessThan(0);
  expect(area(shape.right_eye)).toBeGreaterThan(0);
  expect(area(shape.left_eyebrow)).toBeLessThan(0);
  expect(area(shape.right_eyebrow)).toBeGreaterThan(0);
  expect(area(shape.mouth.slice(0, 12))).toBeLessThan(0);
  expect(area(shape.face_profile)).toBeLessThan(0);
  const lowest = Math.max(...shape.face_profile.map(({ y }) => y));
  expect(lowest - at('face_profile', 10).y).toBeLessThan(0.1);
  // Outer corners outside, inner ones inside; eyes, nose, mouth, chin from above to below.
  expect(at('left_eye', 4).x).toBeGreaterThan(at('left_eye', 0).x);
  expect(at('right_eye', 4).x).toBeLessThan(at('right_eye', 0).x);
  expect(at('left_eye', 4).x).toBeLessThan(at('right_eye', 4).x);
  expect(at('left_eyebrow', 2).y).toBeLessThan(at('left_eye', 6).y);
  expect(at('nose', 1).y).toBeLessThan(at('nose', 0).y);
  expect(at('nose', 0).y).toBeLessThan(at('mouth', 9).y);
  expect(at('mouth', 3).y).toBeLessThan(at('face_profile', 10).y);
  expect(at('mouth', 0).x).toBeLessThan(at('mouth', 6).x);
}

/** Photo 1, stored lying, with the note that it is to be turned clockwise by a quarter: EXIF orientation 6. */
async function lyingPhoto({ tab }: Api): Promise<Uint8Array> {
  const url = `data:image/jpeg;base64,${Buffer.from(photo(1)).toString('base64')}`;
  const stored = await tab.page.evaluate(async (address) => {
    const bitmap = await createImageBitmap(await (await fetch(address)).blob());
    const canvas = new OffscreenCanvas(bitmap.height, bitmap.width);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.setTransform(0, -1, 1, 0, 0, bitmap.width);
    context.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, url);
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];
  const exif = [...new TextEncoder().encode('Exif\0\0'), ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...stored.slice(2)]);
}

bothWays((api) => {
  it.each(ENCODINGS)('draws every face of a picture, in whole pixels of it (%s)', async (encoding) => {
    const answer = await ask(api(), encoding, picture(encoding, 1));
    expect(answer).toMatchObject({ status: 200, code: 0, message: 'OK' });
    const { data } = answer;
    const { data: found } = await api().call('detect', { appid: 'any', ...picture(encoding, 1) }, encoding);
    expect([data.image_width, data.image_height]).toEqual([found.image_width, found.image_height]);
    expect(data.face_shape).toHaveLength(3);
    expect(found.face).toHaveLength(3);
    for (const [i, shape] of data.face_shape.entries()) {
      expect(Object.keys(shape)).toEqual(NAMES);
      for (const name of NAMES) {
        expect(shape[name]).toHaveLength(COUNTS[name]);
        for (const { x, y } of shape[name]) {
          expect(Number.isInteger(x) && x >= 0 && x < data.image_width).toBe(true);
          expect(Number.isInteger(y) && y >= 0 && y < data.image_height).toBe(true);
        }
      }
      expectDrawable(shape);
      // In the order of `detect`, and where that has the face.
      const box = found.face[i] ?? { x: 0, y: 0, width: 0, height: 0 };
      const nose = middle(shape.nose);
      expect(Math.abs(nose.x - box.x - box.width / 2)).toBeLessThan(box.width / 3);
      expect(Math.abs(nose.y - box.y - box.height / 2)).toBeLessThan(box.height / 3);
    }
  });

  it.each(ENCODINGS)('draws the largest face alone with mode 1 (%s)', async (encoding) => {
    const mode = (of: number) => ({ mode: encoding === 'JSON' ? of : String(of) });
    const all = (await ask(api(), encoding, { ...mode(0), ...picture(encoding, 2) })).data.face_shape;
    const [alone, ...more] = (await ask(api(), encoding, { ...mode(1), ...picture(encoding, 2) })).data
      .face_shape;
    expect(all.length).toBeGreaterThan(1);
    expect(more).toEqual([]);
    const nose = middle(alone?.nose ?? []);
    // Found on a reduced copy: a pixel or two apart.
    expect(Math.min(...all.map((shape) => apart(middle(shape.nose), nose)))).toBeLessThan(5);
    expect(await ask(api(), encoding, { ...mode(2), ...picture(encoding, 2) })).toMatchObject({ code: 21 });
  });

  it('draws on the picture as it is shown, however it is stored', async () => {
    const upright = (await ask(api(), 'JSON', picture('JSON', 1))).data;
    const turned = (await ask(api(), 'multipart', { image: await lyingPhoto(api()) })).data;
    expect([turned.image_width, turned.image_height]).toEqual([upright.image_width, upright.image_height]);
    expect(turned.face_shape).toHaveLength(upright.face_shape.length);
    for (const shape of upright.face_shape) {
      const nearest = turned.face_shape.reduce((best, each) =>
        apart(middle(each.nose), middle(shape.nose)) < apart(middle(best.nose), middle(shape.nose))
          ? each
          : best,
      );
      const eyes = apart(shape.left_eye[0] ?? { x: 0, y: 0 }, shape.right_eye[0] ?? { x: 0, y: 0 });
      for (const name of NAMES) {
        expect(apart(middle(nearest[name]), middle(shape[name])), name).toBeLessThan(0.08 * eyes);
      }
    }
  });

  it('is −1101 for a picture without a face', async () => {
    const bytes = BAD_PICTURES.find(([, , code]) => code === -1101)?.[1] ?? new Uint8Array();
    for (const encoding of ENCODINGS) {
      expect(await ask(api(), encoding, bytesAs(encoding, bytes))).toMatchObject({
        code: -1101,
        message: 'SDK_IMAGE_FACEDETECT_FAILED',
      });
    }
  });
});
