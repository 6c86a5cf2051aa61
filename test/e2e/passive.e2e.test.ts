import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sharedModels } from '../../models/build/testing/shared';
import { packagePhoto, sharedData } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { runMien } from '../support/run-command';

const folder = mkdtempSync(join(tmpdir(), 'mien-passive-'));
const [store, assets] = [join(folder, 'store'), join(folder, 'assets')];
let added = false;

beforeAll(() => {
  cpSync(resolve(import.meta.dirname, '../../dist/assets'), assets, { recursive: true });
});
beforeEach(async (context) => {
  const from = sharedModels(context);
  if (added) return;
  const args = ['--store', store, '--assets', assets];
  const { status, errors } = await runMien('models', 'add', 'minifasnet', '--from', from, ...args);
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  added = true;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const paths: string[] = [];
function openTab() {
  paths.length = 0;
  return openEngineTab({ folders: { '/mien/': assets }, log: (path) => paths.push(path) });
}
const asked = () => paths.filter((path) => path.includes('minifasnet'));

it('answers a method, JSON by address and base64, and multipart alike', async () => {
  await using tab = await openTab();
  await tab.page.setInputFiles('#files', [packagePhoto(1)]);
  const found = await tab.page.evaluate(async () => {
    const [photo] = files() as [File];
    const handle = mienHttp.createHandler(engine);
    const ask = async (body: BodyInit, headers?: Record<string, string>) => {
      const init = { method: 'POST', body, ...(headers && { headers }) };
      return (await handle(new Request('/face/livedetectpicture', init))).json();
    };
    const bytes = new Uint8Array(await photo.arrayBuffer());
    const image = btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
    const json = { 'Content-Type': 'application/json' };
    const form = new FormData();
    form.set('appid', 'test');
    form.set('image', photo);
    const url = URL.createObjectURL(photo);
    return {
      method: await engine.livedetectpicture(photo, { detail: true }),
      answers: [
        await ask(JSON.stringify({ appid: 'test', url }), json),
        await ask(JSON.stringify({ appid: 'test', image, sign: 's' }), json),
        await ask(form),
      ],
    };
  });
  const { score, detail } = found.method;
  expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
  expect(detail.score).toBeGreaterThan(0);
  expect(detail.score).toBeLessThan(1);
  expect(detail.face.box.width).toBeGreaterThan(20);
  for (const answer of found.answers) expect(answer).toEqual({ data: { score }, code: 0, message: 'OK' });
});

it('loads its networks when it is first asked, and once', async () => {
  await using tab = await openTab();
  await tab.page.setInputFiles('#files', [packagePhoto(1)]);
  await tab.page.evaluate(async () => engine.detect(files()[0] as File));
  expect(asked()).toEqual([]);
  await tab.page.evaluate(async () => {
    for (let i = 0; i < 2; i++) await engine.livedetectpicture(files()[0] as File);
  });
  expect(asked().sort()).toEqual(['/mien/models/minifasnet-v1se.onnx', '/mien/models/minifasnet-v2.onnx']);
});

it('asks for another picture where one says nothing, and does not call it an attack', async () => {
  await using tab = await openTab();
  await tab.page.setInputFiles('#files', [packagePhoto(1)]);
  const found = await tab.page.evaluate(async () => {
    const photo = await createImageBitmap(files()[0] as File);
    const { box } = (await engine.detect(photo, { mode: 1, detail: true })).detail.faces[0].face;
    const refusalOf = async (margin: number, filter: string) => {
      const canvas = new OffscreenCanvas(box.width * (1 + 2 * margin), box.height * (1 + 2 * margin));
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.filter = filter;
      context.drawImage(photo, margin * box.width - box.x, margin * box.height - box.y);
      try {
        await engine.livedetectpicture(canvas);
        return undefined;
      } catch (error) {
        if (!(error instanceof mien.FaceError)) throw error;
        return { code: error.code, data: { ...error.data } };
      }
    };
    return [
      await refusalOf(0.2, 'none'),
      await refusalOf(1.5, `blur(${box.width / 18}px)`),
      await refusalOf(1.5, 'brightness(0.1)'),
    ];
  });
  const reasons = ['too_close', 'blurred', 'too_dark'];
  for (const [i, refusal] of found.entries()) {
    const data = {
      kind: 'quality',
      reasons: expect.arrayContaining([reasons[i]]),
      score: expect.any(Number),
    };
    expect(refusal, reasons[i]).toMatchObject({ code: -1103, data });
  }
});

it('puts living faces above printed ones in front of the same camera', async (context) => {
  const root = sharedData(context, 'pad/nuaa');
  const first = (kind: string) => {
    const person = join(root, kind, '0002');
    return readdirSync(person)
      .sort()
      .filter((_, i) => i % 10 === 0)
      .map((name) => join(person, name));
  };
  const [live, shown] = [first('live'), first('attack-print')];
  await using tab = await openTab();
  await tab.page.setInputFiles('#files', [...live, ...shown]);
  const scores = await tab.page.evaluate(async () => {
    const found: number[] = [];
    for (const photo of files()) {
      const asked = engine.livedetectpicture(photo, { detail: true });
      // Some prints are blurred: what the networks say of them all the same is in the error.
      found.push(
        await asked.then(
          ({ detail }) => detail.score,
          ({ data }) => data.score,
        ),
      );
    }
    return found;
  });
  expect(Math.min(...scores.slice(0, live.length))).toBeGreaterThan(Math.max(...scores.slice(live.length)));
});
