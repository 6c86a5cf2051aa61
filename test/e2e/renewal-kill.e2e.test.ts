import { expect, it } from 'vitest';
import { people } from '../../bench/people';
import { ArchiveWriter } from '../../src/gallery/archive';
import { mulberry32 } from '../../tools/random';
import { serveGallery } from '../support/gallery-site';
import { KillableBrowser } from '../support/killable-browser';

/** Ends of the worker alone, and then of the whole browser. */
const ENDS = 6;
const KILLS = 2;
const CASE = { faces: 2_000, dimension: 128 };
const WHOLE = { persons: 100, faces: 1600, damaged: [], missing: 0, groups: ['all'] };

/** One face of some persons. */
const PROBES = [...people(CASE)]
  .slice(0, 10)
  .map(({ person_id, faces }) => [person_id, [...faces[0].template]] as const);

async function makeFile(): Promise<string> {
  const persons = [...people(CASE)];
  const faces = persons.reduce((sum, person) => sum + person.faces.length, 0);
  const writer = await ArchiveWriter.create('of the file', { created: '', persons: persons.length, faces });
  for (const person of persons) await writer.add(person);
  await writer.end();
  return Buffer.concat(writer.take()).toString('latin1');
}

it('a renewal of templates that is cut off loses nothing: the gallery is as before or as after, whole, and knows everybody', async () => {
  const seed = Number(process.env.MIEN_SEED ?? Date.now() % 1_000_000);
  console.log(`renewal ends: seed ${seed}`);
  const next = mulberry32(seed);
  await using site = await serveGallery({ pages: { '/file.txt': await makeFile() } });
  await using browser = new KillableBrowser('chromium');
  const address = `${site.address}gallery.html`;
  let page = await browser.start(address);
  await page.evaluate(async () => {
    const { gallery, end } = startGallery();
    const text = await (await fetch('/file.txt')).text();
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    const id = 'import';
    await gallery.beginImport(APPID, 'of the file', 'replace', id);
    for (let at = 0; at < bytes.length; at += 50_000)
      await gallery.writeImport(id, bytes.slice(at, at + 50_000));
    await gallery.finishImport(id);
    await gallery.endTransfer(id);
    end();
  });

  /** Looks at all of it. */
  const look = () =>
    page.evaluate(async (faces) => {
      const { gallery, end } = startGallery();
      await gallery.open(APPID);
      const { persons, faces: of, damaged, missing } = await gallery.check(APPID);
      const { groups } = await contents(gallery);
      const least: number[] = [];
      for (const [person_id, template] of faces) {
        const ticket = crypto.randomUUID();
        await gallery.prepareMatch(APPID, person_id, ticket);
        const match = await gallery.match(ticket, Float32Array.from(template));
        if (match !== null && match !== 'ask') least.push(match.similarity);
      }
      end();
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(`mien:${APPID}`);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const [first] = await new Promise<{ readonly generation: number }[]>((resolve, reject) => {
        const reading = db.transaction('persons').objectStore('persons').getAll(null, 1);
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error);
      });
      db.close();
      return {
        generation: first.generation,
        found: { persons, faces: of, damaged, missing, groups },
        least: Math.min(...least),
      };
    }, PROBES);
  const cutAfter = (wait: number | null) =>
    page.evaluate(async (wait) => {
      const { gallery, end } = startGallery();
      const began = performance.now();
      const writing = gallery.renewTemplates(APPID);
      if (wait === null) await writing;
      else {
        writing.catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
      end();
      return performance.now() - began;
    }, wait);
  const ms = await cutAfter(null);
  const outcomes: string[] = [];
  let before = 0;
  for (let i = 0; i <= ENDS + KILLS; i++) {
    const { generation, found, least } = await look();
    expect(found).toEqual(WHOLE);
    expect(least).toBeCloseTo(1, 5);
    // All persons are written by it, and by nothing else.
    outcomes.push(generation === before ? 'before' : 'after');
    before = generation;
    if (i === ENDS + KILLS) break;
    const after = ms * 1.1 * next();
    const cut = cutAfter(after);
    if (i < ENDS) await cut;
    else {
      cut.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, after));
      await browser.kill();
      page = await browser.start(address);
    }
  }
  console.log(`states after each end, a renewal taking ${Math.round(ms)} ms: ${outcomes.join(' ')}`);
  await browser.close();
});
