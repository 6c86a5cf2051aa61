import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mulberry32 } from '../../random';
import { readEmbedder } from '../photos';
import { writeReport } from '../report';
import { similarityAt } from '../statistics';
import { circleOfPeople } from '../testing';
import { evaluate } from './evaluate';
import { drawScores } from './pictures';
import { scoreBars } from './score-bars';
import * as sections from './sections';
import { setUpTrial } from './trial';

const { calibration } = readEmbedder(undefined);
const options = {
  similarityOf: (confidence: number) => similarityAt(confidence, 1, calibration),
  repetitions: 20,
};

/** 60 people with 3 photos of 16 numbers, alike enough that the errors overlap. */
function crowd() {
  const random = mulberry32(3);
  const near = (centre: readonly number[], spread: number) =>
    centre.map((each) => each + spread * (random() - 0.5));
  const templates = new Map<string, Float32Array | null>();
  for (let person = 0; person < 60; person++) {
    const centre = near(new Array(16).fill(1), 2);
    for (let photo = 0; photo < 3; photo++) {
      templates.set(`p${person}/${photo}.jpg`, Float32Array.from(near(centre, 1.5)));
    }
  }
  return templates.set('p0/none.jpg', null);
}

it('shows a false match rate only when ten false matches are to be expected', () => {
  const { fnmr, impostor, confidence, eer, genuine } = evaluate(setUpTrial(crowd(), null, false), options);
  expect(impostor).toBe((180 * 177) / 2);
  expect(genuine).toBe(60 * 3 + 3);
  expect(fnmr.map(({ shown }) => shown !== null)).toEqual([true, true, false, false]);
  expect(confidence.map(({ shown }) => shown !== null)).toEqual([true, false, false, false]);
  expect(eer).not.toBeNull();
});

it('takes the threshold of a rate from the impostors and the misses from the genuine comparisons', () => {
  const trial = setUpTrial(crowd(), null, false);
  const { fnmr } = evaluate(trial, options);
  const shown = fnmr[0].shown;
  if (!shown) throw new Error('1e-2 is not shown');
  const matches = trial.impostor.similarity.filter((each) => each >= shown.threshold).length;
  // 159, less what shares a step of the grid with the next.
  expect(matches).toBeLessThanOrEqual(159);
  expect(matches).toBeGreaterThan(155);
  const missed = trial.genuine.similarity.filter((each) => each < shown.threshold).length;
  expect(shown).toMatchObject({ missed, genuine: 183, value: missed / 183 });
  expect(shown.interval[0]).toBeLessThan(shown.value);
  expect(shown.interval[1]).toBeGreaterThan(shown.value);
});

it('measures at the similarities that confidence is read from', () => {
  const { confidence } = evaluate(setUpTrial(crowd(), null, false), options);
  const at = (fmr: number) =>
    calibration.points.find((point) => Math.abs(point.fmr / fmr - 1) < 1e-3)?.similarity ?? Number.NaN;
  for (const [i, fmr] of [
    [0, 1e-3],
    [2, 1e-4],
    [3, 1e-5],
  ]) {
    expect(confidence[i].nominal).toBeCloseTo(fmr, 12);
    expect(confidence[i].similarity).toBeCloseTo(at(fmr), 6);
  }
});

it('has nothing to say where one kind of comparison is missing', () => {
  const alone = evaluate(setUpTrial(circleOfPeople(1, 3), null, false), options);
  expect(alone).toMatchObject({ genuine: 3, impostor: 0, auc: null, eer: null, accuracy: null, curve: [] });
  const strangers = evaluate(setUpTrial(circleOfPeople(90, 1), null, false), options);
  expect(strangers).toMatchObject({ genuine: 0, impostor: (90 * 89) / 2, auc: null, eer: null });
  expect(strangers.fnmr.every(({ shown }) => shown === null)).toBe(true);
  expect(strangers.confidence[0].shown).toBeNull();
});

it('spreads scores over bars that hold all of them but faces not found', () => {
  const trial = setUpTrial(crowd(), null, false);
  const bars = scoreBars(trial);
  const sum = (kind: 'genuine' | 'impostor') => bars.reduce((total, bar) => total + bar[kind], 0);
  expect(sum('impostor')).toBeCloseTo(100, 6);
  expect(sum('genuine')).toBeCloseTo((100 * 180) / 183, 6);
  expect(bars.length).toBeLessThanOrEqual(101);
});

it('writes a report of sections, one file each for pictures, text and numbers', () => {
  const out = mkdtempSync(join(tmpdir(), 'mien-report-'));
  try {
    const trial = setUpTrial(crowd(), null, false);
    const run = { key: 'everything', name: 'everything', evaluation: evaluate(trial, options) };
    const parts = [sections.rates([run]), sections.scores(run, trial), sections.confidence(run, calibration)];
    writeReport(out, 'Accuracy', parts);
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    expect(report).toContain('| FNMR at FMR 1e-5 | not shown: too few comparisons |');
    const pictures = [...report.matchAll(/!\[.*\]\((.*\.svg)\)/g)].map(([, file]) => file);
    expect(pictures).toEqual(['roc.svg', 'det.svg', 'scores.svg', 'calibration.svg']);
    for (const file of pictures) expect(readFileSync(join(out, file), 'utf8')).toMatch(/^<svg.*xmlns=/);
    const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
    expect(result.everything.fnmr).toHaveLength(4);
    expect(() => writeReport(out, 'Accuracy', [...parts, parts[0]])).toThrow(/"everything"/);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

it('draws both kinds of scores and every threshold that is shown', () => {
  const trial = setUpTrial(crowd(), null, false);
  const run = { key: 'everything', name: 'everything', evaluation: evaluate(trial, options) };
  const svg = drawScores(scoreBars(trial), run);
  for (const text of ['genuine (183)', 'impostor (15,930)', 'FMR 1e-2', 'FMR 1e-3', 'similarity (cosine)']) {
    expect(svg).toContain(text);
  }
  expect(svg).not.toContain('FMR 1e-4');
});
