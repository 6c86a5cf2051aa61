import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ModelManifest } from '../../src/protocol';
import { packagePhoto } from '../support/data';
import { runMien } from '../support/run-command';

const folder = mkdtempSync(join(tmpdir(), 'mien-pad-'));
const data = join(folder, 'data');
const out = join(folder, 'out');

/** None of them is an attack: what is looked at is that they are counted as what their folder says. */
const PICTURES = [
  ['cam/live/ann', 1],
  ['cam/live/bob', 3],
  ['cam/attack-print/ann', 4],
  ['cam/attack-screen/bob', 5],
] as const;

beforeAll(() => {
  for (const [place, n] of PICTURES) {
    mkdirSync(join(data, place), { recursive: true });
    copyFileSync(packagePhoto(n), join(data, place, `${n}.jpg`));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const evaluate = (...args: string[]) =>
  runMien('eval', 'pad', '--data', data, '--out', out, '--tabs', '1', ...args);

interface Counted {
  readonly species: string;
  readonly of: number;
  readonly unanswered: number;
}

it('counts every picture as what its folder says, and goes on with the scores that are there', async () => {
  const first = await evaluate();
  expect({ status: first.status, errors: first.errors }).toMatchObject({ status: 0 });
  const lines = readFileSync(join(out, 'scores.jsonl'), 'utf8').trim().split('\n').slice(1);
  const judged = lines.map((line) => JSON.parse(line));
  expect(judged).toHaveLength(PICTURES.length);
  for (const { scores } of judged) {
    for (const score of Object.values(scores))
      expect(score === null || (Number(score) >= 0 && Number(score) <= 1)).toBe(true);
    expect(scores['human antispoof']).toEqual(expect.any(Number));
  }
  const { fixed, heldOut } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
  const { attacks, live } = fixed.at(-1).rates;
  expect(attacks.map(({ species }: Counted) => species).sort()).toEqual(['print', 'screen']);
  for (const { of, unanswered } of attacks as Counted[]) expect(of + unanswered).toBe(1);
  expect(live.of + live.unanswered).toBe(2);
  expect(live.people).toHaveLength(2);
  expect(heldOut.length % 2).toBe(0);
  expect(readFileSync(join(out, 'report.md'), 'utf8')).toContain('human, antispoof');

  const again = await evaluate();
  expect(again.out).toBe(first.out);
  expect(again.errors).not.toMatch(/of 4/);
});

it('says what it cannot do', async () => {
  const both = await evaluate('--write', '--check');
  expect(both.status).not.toBe(0);
  expect(both.errors).toMatch(/--check writes nothing/);
  const { passive } = JSON.parse(readFileSync('dist/assets/manifest.json', 'utf8')) as ModelManifest;
  if (passive.networks.some(({ file }) => file === undefined)) {
    const check = await evaluate('--check');
    expect(check.errors).toMatch(/models add minifasnet/);
  }
});
