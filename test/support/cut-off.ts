import type { Page } from 'puppeteer-core';
import { people } from '../../bench/people';
import { ArchiveWriter } from '../../src/gallery/archive';
import { mulberry32 } from '../../tools/random';
import { serveGallery } from './gallery-site';
import { KillableBrowser } from './killable-browser';

/** Ends of the worker alone, and then of the whole browser. */
const ENDS = 6;
const KILLS = 2;
const CASE = { faces: 2_000, dimension: 128 };

/** What `check` and `contents` say of the gallery, as long as nothing is lost. */
export const WHOLE = { persons: 100, faces: 1600, damaged: [], missing: 0, groups: ['all'] };

/** One face of some persons. */
export const PROBES = [...people(CASE)]
  .slice(0, 10)
  .map(({ person_id, faces }) => [person_id, [...faces[0].template]] as const);

interface CutOff {
  /** For what is printed. */
  readonly name: string;
  /** Begins to write everything anew, and ends the worker after so many ms, or once it is through; the ms that passed. */
  readonly cut: (page: Page, afterMs: number | null) => Promise<number>;
  /** Opens the gallery, holds it against `WHOLE`, and says in which state it was. */
  readonly look: (page: Page) => Promise<string>;
}

/** Lets a gallery of 1,600 faces be written anew again and again, cut off at random moments, and looks at it after each. */
export async function cutOff({ name, cut, look }: CutOff): Promise<void> {
  const seed = Number(process.env.MIEN_SEED ?? Date.now() % 1_000_000);
  console.log(`${name} ends: seed ${seed}`);
  const next = mulberry32(seed);
  await using site = await serveGallery({ pages: { '/file.txt': await makeFile() } });
  await using browser = new KillableBrowser('chromium');
  const address = `${site.address}gallery.html`;
  let page = await browser.start(address);
  await page.evaluate(importFile);
  const ms = await cut(page, null);
  const outcomes: string[] = [];
  for (let i = 0; i <= ENDS + KILLS; i++) {
    outcomes.push(await look(page));
    if (i === ENDS + KILLS) break;
    const afterMs = ms * 1.1 * next();
    const cutting = cut(page, afterMs);
    if (i < ENDS) await cutting;
    else {
      cutting.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      await browser.kill();
      page = await browser.start(address);
    }
  }
  console.log(`after each end, a ${name} taking ${Math.round(ms)} ms: ${outcomes.join(' ')}`);
  await browser.close();
}

async function makeFile(): Promise<string> {
  const persons = [...people(CASE)];
  const faces = persons.reduce((sum, person) => sum + person.faces.length, 0);
  const writer = await ArchiveWriter.create('of the file', { created: '', persons: persons.length, faces });
  for (const person of persons) await writer.add(person);
  await writer.end();
  return Buffer.concat(writer.take()).toString('latin1');
}

/** In the page. */
async function importFile(): Promise<void> {
  const { gallery, end } = startGallery();
  const text = await (await fetch('/file.txt')).text();
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const id = 'import';
  await gallery.beginImport(APPID, 'of the file', 'replace', id);
  for (let at = 0; at < bytes.length; at += 50_000)
    await gallery.writeImport(id, bytes.slice(at, at + 50_000));
  await gallery.finishImport(id);
  await gallery.endTransfer(id);
  const { persons } = await contents(gallery);
  for (const [i, person_id] of Object.keys(persons).entries())
    await gallery.setpicture(APPID, person_id, picture(i));
  end();
}
