import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LivenessAction } from '../../../../src';
import { ensureBuilt } from '../../../build';
import { environmentLine } from '../../../host';
import { buildStage, prepareStage, SPECIES, type Species, STAGE_SITE } from '../../../pad';
import { listImages, originOf, Tabs } from '../../photos';
import { type Section, writeReport } from '../../report';
import type { Outcome } from './measures';
import { type Check, onePhotoEach, planOf, type Session } from './plan';
import { filmSections } from './report';

export interface FilmOptions {
  /** Folder of people's photos, a folder each. */
  readonly people: string;
  readonly out: string;
  readonly checks: readonly Check[];
  readonly species: readonly Species[];
  readonly attack: number;
  readonly genuine: number;
  /** Leaves out the first so many people, on whom limits may have been chosen. */
  readonly after: number;
  readonly tabs: number;
  readonly without: readonly LivenessAction[];
  /** Writes a strip of frames for each species instead of measuring. */
  readonly show: boolean;
}

const ROOT = resolve(import.meta.dirname, '../../../..');
/** Photos that are tried at once when people are chosen. */
const TRIED = 50;
/** Sessions that are lost at most, for each tab, where a run is broken off. */
const AT_ONCE = 2;

type Tab = Tabs['first'];

/** Films through the engine's check, and their tables. */
export async function runFilms(options: FilmOptions): Promise<void> {
  const { out, checks, species } = options;
  mkdirSync(out, { recursive: true });
  await ensureBuilt((line) => console.error(`[build] ${line}`));
  await buildStage();
  const origin = { ...originOf(undefined), vision: hashOfAll() };
  await using tabs = await Tabs.open(options.tabs, origin, prepareStage, STAGE_SITE);
  const needed = options.after + Math.max(options.genuine, options.attack) + 1;
  const photos = (await usable(tabs, options, needed)).slice(options.after);
  if (options.show) {
    for (const each of species) await show(tabs.first, options, each, photos);
    return;
  }
  const sessions = planOf(photos, checks, species, options);
  const outcomes = await tabs.workOff(
    join(out, 'sessions.jsonl'),
    sessions,
    async ({ page }, batch) => {
      const results: Outcome[] = [];
      for (const session of batch) results.push(await play(page, options, session));
      return results;
    },
    AT_ONCE,
  );
  const where: Section = { title: 'Where', body: environmentLine(), data: {} };
  const sections = filmSections(outcomes, checks);
  writeReport(out, 'Liveness: films of attacks', [where, ...sections]);
  console.log(sections.map((section) => `## ${section.title}\n\n${section.body}`).join('\n\n'));
}

/** The first so many photos that a head can be made of, of different people. */
async function usable(tabs: Tabs, { people, out }: FilmOptions, needed: number): Promise<string[]> {
  const candidates = onePhotoEach(listImages(people)).map((name) => ({ name }));
  for (let tried = TRIED; ; tried += TRIED) {
    const judged = await tabs.workOff(
      join(out, 'people.jsonl'),
      candidates.slice(0, tried),
      async ({ page }, batch) => {
        await page.setInputFiles(
          '#files',
          batch.map(({ name }) => join(people, name)),
        );
        const taken = await page.evaluate(() => stage.take());
        return batch.map(({ name }, i) => ({ name, fits: taken[i] }));
      },
    );
    const found = judged.filter(({ fits }) => fits).map(({ name }) => name);
    if (found.length >= needed) return found.slice(0, needed);
    if (tried >= candidates.length)
      throw new Error(`${people} has ${found.length} people with a photo that serves, not ${needed}`);
  }
}

async function play(page: Tab['page'], { people, without }: FilmOptions, session: Session): Promise<Outcome> {
  await page.setInputFiles('#files', [join(people, session.own), join(people, session.other)]);
  const { verdict, ...measured } = await page.evaluate(
    async ({ species, checks, seed, without }) => {
      await stage.take();
      return await stage.play({ species, checks, seed, without, own: 0, other: 1 });
    },
    { ...session, without },
  );
  const { live, score, reasons, checks } = verdict;
  return { ...session, live, score, reasons, checksMade: checks, ...measured };
}

async function show(
  { page }: Tab,
  { people, out, checks }: FilmOptions,
  species: Species,
  photos: readonly string[],
): Promise<void> {
  await page.setInputFiles(
    '#files',
    photos.slice(0, 2).map((name) => join(people, name)),
  );
  for (const check of checks) {
    const { strip } = await page.evaluate(
      async ({ species, checks }) => {
        await stage.take();
        return await stage.trace({ species, checks, seed: 1, own: 0, other: 1 });
      },
      { species, checks: check },
    );
    const file = join(out, `${check}-${species}.png`);
    writeFileSync(file, Buffer.from(strip, 'base64'));
    console.log(`${file}: ${SPECIES[species].line}`);
  }
}

/** Of what judges and of what is judged: results of two builds are not mixed. */
function hashOfAll(): string {
  const hash = createHash('sha256');
  for (const folder of ['dist', 'dist/chunks', 'dist/assets', 'dist/assets/chunks', '.cache/pad']) {
    const scripts = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.js'));
    for (const name of scripts.sort()) hash.update(readFileSync(join(ROOT, folder, name)));
  }
  return hash.digest('hex');
}
