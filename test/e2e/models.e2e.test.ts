import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, type TestContext } from 'vitest';
import { sharedModels } from '../../models/build/testing/shared';
import { packagePhoto, sharedData } from '../support/data';
import { type EngineTabOptions, openEngineTab } from '../support/engine-tab';
import { runMien } from '../support/run-command';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'mien-models-'));
const store = join(folder, 'store');
const assets = join(folder, 'assets');

beforeAll(async () => {
  cpSync(join(root, 'dist/assets'), assets, { recursive: true });
  // Brings the copy in line with the empty store, whatever this machine has installed.
  expect((await models('remove', 'retail-0095')).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run mien -- models …` on folders of its own. */
function models(...args: string[]) {
  return runMien('models', ...args, '--store', store, '--assets', assets);
}

function openTab(options: EngineTabOptions = {}) {
  return openEngineTab({ folders: { '/mien/': assets }, startEngine: false, ...options });
}

/** Adds a model unless it is there. */
async function add(context: TestContext, name: string): Promise<string> {
  const { status, out, errors } = await models('add', name, '--from', sharedModels(context));
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  return out;
}

it('says which command adds a model that is not installed', async () => {
  await using tab = await openTab();
  const refusal = await tab.page.evaluate(() => failure(start({ model: 'retail-0095' })));
  expect(refusal).toMatchObject({
    code: 213,
    message: expect.stringContaining('npm run mien -- models add retail-0095'),
  });
});

it('lists, adds and removes', async (context) => {
  expect((await models('list')).out).toMatch(
    /^mobilefacenet-192 +built in .*\ndlib-resnet-v1-int8 +built in .*\nretail-0095 +not installed .*\nmobileface-v2 +not/,
  );
  const said = await add(context, 'retail-0095');
  expect(said).toMatch(/Apache-2\.0/);
  expect(said).toMatch(/golden numbers of retail-0095: cosine 1\.0/);
  expect((await models('list')).out).toMatch(/\nretail-0095 +installed, 2256091 bytes, of .*version 5/);
  expect((await models('remove', 'retail-0095')).out).toMatch(/retail-0095 is removed/);
  expect((await models('list')).out).toMatch(/\nretail-0095 +not installed /);
});

it.each([
  [1, ['add', 'nope'], /no optional model "nope"/],
  [1, ['add', 'mobileface-v2'], /no official address is known/],
  [1, ['add', 'retail-0095', '--from', 'nowhere'], /no file or folder "nowhere"/],
  [1, ['add', 'retail-0095', '--from', 'http://127.0.0.1:9/'], /could not fetch http:\/\/127\.0\.0\.1:9\//],
  [2, [], /models list .*models add .*models remove/s],
  [2, ['add'], /give list/],
  [2, ['list', '--what'], /--what/],
])('ends with status %i after %j', async (status, args, message) => {
  const run = await models(...args);
  expect(run.status).toBe(status);
  expect(run.errors).toMatch(message);
});

it.for(['retail-0095', 'mobileface-v2'])('verifies with %s', async (model, context) => {
  const photos = [
    'Akhmed_Zakayev/Akhmed_Zakayev_0001.jpg',
    'Akhmed_Zakayev/Akhmed_Zakayev_0003.jpg',
    'Abel_Pacheco/Abel_Pacheco_0001.jpg',
  ].map((path) => sharedData(context, `lfw-dev/images/${path}`));
  await add(context, model);
  await using tab = await openTab({ startEngine: true, engine: { model } });
  await tab.page.setInputFiles('#files', photos);
  const found = await tab.page.evaluate(async () => {
    const [first, second, other] = files() as [File, File, File];
    await engine.newperson({ person_id: 'akhmed', group_ids: ['g'], image: first });
    return {
      model: engine.info().model,
      same: await engine.verify('akhmed', first),
      second: await engine.verify('akhmed', second),
      other: await engine.verify('akhmed', other),
    };
  });
  expect(found.model).toMatchObject({ model, dimension: 256 });
  expect(found.same.confidence).toBe(100);
  expect(found.second.ismatch).toBe(true);
  expect(found.other.ismatch).toBe(false);
});

it('never compares templates of two models', async (context) => {
  await add(context, 'retail-0095');
  await using tab = await openTab();
  await tab.page.setInputFiles('#files', [packagePhoto(1), packagePhoto(3)]);
  const found = await tab.page.evaluate(async () => {
    const [photo, second] = files() as [File, File];
    const using = async <T>(model: string, work: () => Promise<T>) => {
      globalThis.engine = await start({ model });
      try {
        return await work();
      } finally {
        await engine.close();
      }
    };
    const [one, two] = ['mobilefacenet-192', 'retail-0095'];
    const verified = async () => {
      const { ismatch, detail } = await engine.verify('ann', photo, { detail: true });
      return { ismatch, compared: detail.compared, model: detail.origin.model };
    };
    await using(one, () => engine.newperson({ person_id: 'ann', group_ids: ['g'], image: photo }));
    return {
      verify: await using(two, () => failure(engine.verify('ann', photo))),
      identify: await using(two, () => failure(engine.identify({ group_id: 'g', image: photo }))),
      // The same photo: for the other model no copy, as there is nothing to compare it with.
      addface: await using(two, () => engine.addface({ person_id: 'ann', images: [photo] })),
      afterwards: await using(two, verified),
      before: await using(one, verified),
      second: await using(one, () => engine.addface({ person_id: 'ann', images: [second] })),
    };
  });
  const reEnrol = {
    code: -1103,
    message: expect.stringMatching(/another model \(mobilefacenet-192\): re-enrol with retail-0095/),
  };
  expect(found.verify).toMatchObject(reEnrol);
  expect(found.identify).toMatchObject(reEnrol);
  expect(found.addface.ret_codes).toEqual([0]);
  expect(found.afterwards).toEqual({ ismatch: true, compared: 1, model: 'retail-0095' });
  expect(found.before).toEqual({ ismatch: true, compared: 1, model: 'mobilefacenet-192' });
});
