import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { BrowserName } from '../../tools/browser';
import { mulberry32 } from '../../tools/random';
import {
  after,
  chooseOperation,
  expectedContents,
  faceId,
  type Model,
  type Operation,
  runOperation,
} from './gallery-model';
import { type Contents, serveGallery } from './gallery-site';
import { KillableBrowser } from './killable-browser';

export interface KillReport {
  readonly kills: number;
  /** Times that Chromium threw the origin's whole storage away after a kill (docs/inside/storage.md): not the gallery's doing. */
  readonly wiped: number;
  /** Mutations that were acknowledged, all of which were found again. */
  readonly acknowledged: number;
  /** Mutations that a kill broke off: how many were found done, how many not begun. */
  readonly pending: { readonly done: number; readonly undone: number };
  readonly persons: number;
  readonly faces: number;
}

/** Mutations that are acknowledged before the browser is killed, every other time. */
const DONE_FIRST = 12;

/** Mutations that run at once, each on persons of its own. */
const LANES = ['w', 'x', 'y', 'z'];

/**
 * Kills a real browser at random moments while it changes a gallery, starts it again with the same profile, and compares
 * all that is stored with what was acknowledged: an acknowledged mutation must be there, one that was under way entirely
 * or not at all, and every record must open. Throws at the first difference.
 */
export async function killRepeatedly(
  browserName: BrowserName,
  kills: number,
  seed: number,
  log: (line: string) => void = () => undefined,
): Promise<KillReport> {
  const next = mulberry32(seed);
  await using site = await serveGallery();
  await using browser = new KillableBrowser(browserName);
  let model: Model = new Map();
  let counter = 0;
  let acknowledged = 0;
  let wiped = 0;
  const pending = new Set<Operation>();
  const outcomes = { done: 0, undone: 0 };

  for (let kill = 0; ; kill++) {
    const page = await browser.start(`${site.address}gallery.html`);
    await page.evaluate(() => {
      globalThis.gallery = startGallery().gallery;
    });
    const settled = await settle(page, model, [...pending]).catch((error: unknown) => {
      if (kill > 0 && browser.lostDatabases()) {
        wiped += 1;
        return { model: new Map(), done: 0 };
      }
      log(`lost something; the profile stays in ${browser.keepProfile()}`);
      throw error;
    });
    model = settled.model;
    outcomes.done += settled.done;
    outcomes.undone += pending.size - settled.done;
    pending.clear();
    await checkSearch(page, model);
    if (kill === kills) break;

    let stopped = false;
    let dead = false;
    const lanes = LANES.map(async (lane) => {
      while (!stopped) {
        const operation = chooseOperation(model, lane, next, () => ++counter);
        pending.add(operation);
        try {
          await page.evaluate(runOperation, operation);
        } catch (error) {
          if (dead) return;
          throw error;
        }
        // The page has told us: from here on it must not be lost.
        pending.delete(operation);
        model = after(model, operation);
        acknowledged += 1;
      }
    });
    const quiet = kill % 5 === 4;
    // Every other time the browser has done something first, however slow it is.
    const least = kill % 2 === 1 ? acknowledged + DONE_FIRST : 0;
    while (acknowledged < least) await pause(5);
    await pause(quiet ? 400 : 20 + next() * 600);
    stopped = true;
    if (quiet) {
      // Segments are written when nothing changes for two seconds: the kill should meet that, too.
      await Promise.all(lanes);
      await checkSearch(page, model);
      await pause(1_900 + next() * 400);
    }
    dead = true;
    await browser.kill();
    await Promise.all(lanes);
    log(`kill ${kill + 1}: ${model.size} persons, ${acknowledged} acknowledged, ${pending.size} under way`);
  }
  await browser.close();
  const faces = [...model.values()].reduce((sum, person) => sum + person.faces.length, 0);
  return { kills, wiped, acknowledged, pending: outcomes, persons: model.size, faces };
}

/** What is stored must be the model with some of the pending mutations, each entirely. Returns that model. */
async function settle(
  page: Page,
  model: Model,
  pending: readonly Operation[],
): Promise<{ model: Model; done: number }> {
  const stored = await page.evaluate(() => contents(gallery));
  const report = await page.evaluate(() => gallery.check(APPID));
  // Each lane's persons are its own, so that each pending mutation shows by itself.
  const done = pending.filter((operation) => isDone(stored, model, operation));
  const settled = done.reduce(after, model);
  assert.deepEqual(stored, expectedContents(settled));
  const faces = [...settled.values()].reduce((sum, person) => sum + person.faces.length, 0);
  assert.deepEqual(report, { persons: settled.size, faces, damaged: [], missing: 0 });
  return { model: settled, done: done.length };
}

function isDone(stored: Contents, model: Model, operation: Operation): boolean {
  const { person_id } = operation;
  const without = expectedContents(model).persons[person_id];
  return JSON.stringify(stored.persons[person_id]) !== JSON.stringify(without);
}

/** Persons that are there are found by their faces, deleted ones are not. */
async function checkSearch(page: Page, model: Model): Promise<void> {
  const groups = expectedContents(model).groups;
  if (groups.length === 0) return;
  const wanted = [...model].slice(-20).map(([person_id, { faces }]) => ({ person_id, seed: faces[0] }));
  const found = await page.evaluate(
    (group_ids, seeds) =>
      gallery.search(
        APPID,
        { group_ids },
        seeds.map((seed) => probe(seed)),
      ),
    groups,
    wanted.map(({ seed }) => seed),
  );
  for (const [i, { person_id, seed }] of wanted.entries()) {
    const { tag: _, ...best } = found.candidates[i][0];
    assert.deepEqual(best, { personId: person_id, faceId: faceId(seed), confidence: 100 });
    for (const candidate of found.candidates[i]) assert.ok(model.has(candidate.personId), candidate.personId);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
