import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limit } from '../../tools/host';
import { packagePhoto, sharedData } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { MIEN, runCommand, runMien } from '../support/run-command';

const root = resolve(import.meta.dirname, '../..');

let folder: string;
/** Six people with two crops of one face each. */
let images: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mien-eval-'));
  images = join(folder, 'images');
  await using tab = await openEngineTab();
  await tab.page.setInputFiles('#files', [packagePhoto(3), packagePhoto(4), packagePhoto(5)]);
  const crops = await tab.page.evaluate(async () => {
    const results: string[] = [];
    for (const file of files()) {
      const picture = await createImageBitmap(file);
      for (const { x: left, y: top, width, height } of (await engine.detect(file)).face.slice(0, 2)) {
        for (const margin of [0.5, 0.7]) {
          const edge = Math.max(width, height) * (1 + 2 * margin);
          const canvas = new OffscreenCanvas(200, 200);
          const [x, y] = [left + width / 2 - edge / 2, top + height / 2 - edge / 2];
          canvas.getContext('2d')?.drawImage(picture, x, y, edge, edge, 0, 0, 200, 200);
          const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
          results.push(btoa(String.fromCharCode(...bytes)));
        }
      }
    }
    return results;
  });
  expect(crops).toHaveLength(12);
  crops.forEach((crop, i) => {
    const person = join(images, `p${i >> 1}`);
    mkdirSync(person, { recursive: true });
    writeFileSync(join(person, `${i & 1}.png`), Buffer.from(crop, 'base64'));
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pairs = (...lines: string[]) => {
  const file = join(folder, 'pairs.csv');
  writeFileSync(file, ['fold,same,a,b', ...lines, ''].join('\n'));
  return file;
};

const evaluate = (...args: string[]) => runMien('eval', ...args);

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

it('evaluates a tree of folders without a list, and writes report, numbers, pictures and templates', async () => {
  const [out, dump] = [join(folder, 'report'), join(folder, 'plain', 'dump.json')];
  const args = ['--images', images, '--out', out, '--dump', dump];
  const run = await runCommand('npm', ['run', 'mien', '--silent', '--', 'eval', ...args]);
  expect(run.errors).toContain('12 of 12 pictures');
  expect(run.status).toBe(0);
  const result = readJson(join(out, 'result.json'));
  expect(result).toMatchObject({
    photos: 12,
    people: 6,
    notFound: [],
    impostors: 'all',
    everything: { genuine: 6, impostor: 60, accuracy: null, auc: { value: expect.any(Number) } },
    environments: [expect.stringContaining('Chromium')],
  });
  // Two crops of one face against other people's.
  expect(result.everything.auc.value).toBeGreaterThan(0.95);
  expect(result.timesMs.map(({ stage }: { stage: string }) => stage)).toEqual([
    'decode',
    'detect',
    'align',
    'embed',
    'all',
  ]);
  const report = readFileSync(join(out, 'report.md'), 'utf8');
  for (const [, picture] of report.matchAll(/!\[.*\]\((.*)\)/g))
    expect(existsSync(join(out, picture))).toBe(true);
  expect(run.out).toContain('| impostor comparisons | 60 |');
  const { images: templates } = readJson(dump);
  expect(Object.keys(templates)).toHaveLength(12);
  expect(templates['p0/0.png']).toHaveLength(192);
});

it('evaluates listed pairs, with and without what a review excluded, from a plain file of templates', async () => {
  const [dump, out] = [join(folder, 'foreign.json'), join(folder, 'listed')];
  // Another program's templates: each person a direction, each second photo a little off it.
  const templates = [0, 1, 2, 3, 4, 5].flatMap((p) =>
    [0, 1].map((n) => [
      `p${p}/${n}.png`,
      Array.from({ length: 192 }, (_, k) => (k === p ? 1 : k === 99 ? n / 9 : 0)),
    ]),
  );
  writeFileSync(dump, JSON.stringify({ images: { ...Object.fromEntries(templates), 'p5/1.png': null } }));
  const list = pairs(
    ...[0, 1, 2, 3, 4, 5].map((p) => `${p % 2},1,p${p}/0.png,p${p}/1.png`),
    ...[0, 1, 2, 3].map((p) => `${p % 2},0,p${p}/0.png,p${p + 1}/1.png`),
  );
  const review = join(folder, 'review.csv');
  writeFileSync(review, 'kind,a,b,reason\npair,p5/0,p5/1,no face\npair,p8/0,p8/1,not there\n');
  const args = ['--images', images, '--pairs', list, '--dump', dump, '--exclude', review, '--out', out];
  const { status, errors } = await evaluate(...args);
  expect(errors).toContain('does not say which model made it');
  expect(errors).toContain('p8/0 p8/1');
  expect(status).toBe(0);
  const result = readJson(join(out, 'result.json'));
  expect(result).toMatchObject({
    impostors: 'listed',
    notFound: ['p5/1.png'],
    everything: { genuine: 6, impostor: 4, accuracy: { folds: 2, pairs: 10 } },
    withoutExcluded: { genuine: 5, impostor: 4, accuracy: { pairs: 9 } },
    excluded: [{ reason: 'no face' }],
    timesMs: null,
  });
  expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('| everything | without excluded |');
  const all = await evaluate(...args, '--all-impostors');
  expect(all.out).toContain('| impostor comparisons | 50 | 50 |');
});

it('goes on after a kill where it stopped', { timeout: limit(360_000) }, async () => {
  const many = join(folder, 'many');
  for (let copy = 0; copy < 4; copy++) cpSync(images, join(many, String(copy)), { recursive: true });
  const [dump, out] = [join(folder, 'killed.json'), join(folder, 'resumed')];
  const args = ['--images', many, '--dump', dump, '--out', out];
  const child = spawn(process.execPath, [...MIEN, 'eval', ...args], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
  });
  await until(child, () => existsSync(dump));
  if (child.pid) process.kill(-child.pid, 'SIGKILL');
  const before = readJson(dump);
  const count = Object.keys(before.images).length;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(48);
  const { status, errors } = await evaluate(...args);
  expect(errors).toContain(`has ${count} of 48 pictures`);
  expect(status).toBe(0);
  const after = readJson(dump);
  expect(Object.keys(after.images)).toHaveLength(48);
  expect(after.environments).toHaveLength(2);
  // Times differ from run to run: equal ones show that these pictures were not embedded again.
  expect(after.timingsMs).toMatchObject(before.timingsMs);
  expect(readJson(join(out, 'result.json'))).toMatchObject({ photos: 48, people: 24 });
});

it('does not mix templates with those of another build or of other photos', async () => {
  const [dump, out] = [join(folder, 'mixed.json'), join(folder, 'mixed')];
  const [some, others] = [join(folder, 'some'), join(folder, 'others')];
  cpSync(join(images, 'p0'), join(some, 'p0'), { recursive: true });
  cpSync(join(images, 'p1'), join(some, 'p1'), { recursive: true });
  expect((await evaluate('--images', some, '--dump', dump, '--out', out)).status).toBe(0);
  const before = readFileSync(dump, 'utf8');

  cpSync(some, others, { recursive: true });
  cpSync(join(some, 'p1', '0.png'), join(others, 'p0', '0.png'));
  const ofOthers = await evaluate('--images', others, '--dump', dump, '--out', out);
  expect(ofOthers.errors).toMatch(/p0.0\.png has \d+ bytes, the photo of that name in the dump had \d+/);
  expect(ofOthers.status).toBe(2);
  expect(readFileSync(dump, 'utf8')).toBe(before);

  const { origin, ...rest } = JSON.parse(before);
  writeFileSync(dump, JSON.stringify({ ...rest, origin: { ...origin, vision: 'before' } }));
  const ofAnotherBuild = await evaluate('--images', some, '--dump', dump, '--out', out);
  expect(ofAnotherBuild.errors).toContain('vision "before"');
  expect(ofAnotherBuild.status).toBe(2);
});

it('lists files that are no pictures and goes on', async () => {
  const [tree, out] = [join(folder, 'broken'), join(folder, 'broken-report')];
  cpSync(join(images, 'p0'), join(tree, 'p0'), { recursive: true });
  cpSync(join(images, 'p1'), join(tree, 'p1'), { recursive: true });
  writeFileSync(join(tree, 'p0', 'text.jpg'), 'no picture at all');
  const { status } = await evaluate('--images', tree, '--out', out);
  expect(status).toBe(0);
  const result = readJson(join(out, 'result.json'));
  expect(result).toMatchObject({ photos: 5, facesFound: 4, notFound: [] });
  expect(result.unreadable).toEqual({ 'p0/text.jpg': expect.stringContaining('ERROR_IMAGE_FORMAT_INVALID') });
  expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('- p0/text.jpg: ');
});

it('refuses bad input with one line that says what is wrong, and status 2', {
  timeout: limit(360_000),
}, async () => {
  const out = join(folder, 'none');
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  const foreign = join(folder, 'incomplete.json');
  writeFileSync(foreign, JSON.stringify({ images: {} }));
  const missing = pairs('0,1,p0/0.png,p0/9.png');
  for (const [expected, ...args] of [
    ['no folder', '--images', join(folder, 'nowhere')],
    ['no pictures', '--images', empty],
    ['p0/9.png', '--images', images, '--pairs', missing],
    ['only mobilefacenet-192', '--images', images, '--model', 'nope'],
    ['cannot be gone on with', '--images', images, '--dump', foreign],
  ]) {
    const { status, errors } = await evaluate(...args, '--out', out);
    expect(errors).toContain(expected);
    expect(errors).not.toContain('    at ');
    expect(status).toBe(2);
  }
  expect(existsSync(out)).toBe(false);
  expect(readJson(foreign)).toEqual({ images: {} });
  expect(await evaluate('accuracy', '--help')).toMatchObject({
    status: 0,
    out: expect.stringContaining('--all-impostors'),
  });
});

it('tells people apart on labelled photos', async (context) => {
  const shared = sharedData(context, 'lfw-dev');
  const tree = join(folder, 'labelled');
  for (const person of ['Akhmed_Zakayev', 'Abel_Pacheco', 'Ann_Veneman']) {
    cpSync(join(shared, 'images', person), join(tree, person), { recursive: true });
  }
  const { status } = await evaluate('--images', tree, '--out', join(folder, 'labelled-report'));
  expect(status).toBe(0);
  const { everything, notFound } = readJson(join(folder, 'labelled-report', 'result.json'));
  expect(notFound).toEqual([]);
  expect(everything.auc.value).toBeGreaterThan(0.99);
});

async function until(child: ChildProcess, ready: () => boolean): Promise<void> {
  while (!ready()) {
    if (child.exitCode !== null) throw new Error('the command ended too early');
    await setTimeout(10);
  }
}
