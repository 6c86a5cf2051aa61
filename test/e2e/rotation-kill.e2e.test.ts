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

async function makeFile(): Promise<string> {
  const persons = [...people(CASE)];
  const faces = persons.reduce((sum, person) => sum + person.faces.length, 0);
  const writer = await ArchiveWriter.create('of the file', { created: '', persons: persons.length, faces });
  for (const person of persons) await writer.add(person);
  await writer.end();
  return Buffer.concat(writer.take()).toString('latin1');
}

it('a new key that is cut off loses nothing: the gallery opens with the old lock or the new one, whole', async () => {
  const seed = Number(process.env.MIEN_SEED ?? Date.now() % 1_000_000);
  console.log(`rotation ends: seed ${seed}`);
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

  /** Opens it with whichever lock it has, looks at all of it, and gives it a device key again. */
  const look = () =>
    page.evaluate(async () => {
      const { gallery, end } = startGallery();
      await gallery.open(APPID);
      const { protection } = await gallery.info(APPID);
      if (protection === 'passphrase') await gallery.unlock(APPID, 'the new passphrase');
      const { persons, faces, damaged, missing } = await gallery.check(APPID);
      const { groups } = await contents(gallery);
      if (protection === 'passphrase') await gallery.setPassphrase(APPID, { current: 'the new passphrase' });
      end();
      return {
        protection,
        found: { persons, faces, damaged, missing, groups },
      };
    });
  const ms = await page.evaluate(async () => {
    const { gallery, end } = startGallery();
    const began = performance.now();
    await gallery.setPassphrase(APPID, { next: 'the new passphrase' });
    end();
    return performance.now() - began;
  });
  const outcomes: string[] = [];
  for (let i = 0; i <= ENDS + KILLS; i++) {
    const { protection, found } = await look();
    expect(found).toEqual(WHOLE);
    outcomes.push(protection);
    if (i === ENDS + KILLS) break;
    const after = ms * 1.1 * next();
    const cut = page.evaluate(async (wait) => {
      const { gallery, end } = startGallery();
      gallery.setPassphrase(APPID, { next: 'the new passphrase' }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, wait));
      end();
    }, after);
    if (i < ENDS) await cut;
    else {
      cut.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, after));
      await browser.kill();
      page = await browser.start(address);
    }
  }
  console.log(`locks after each end, a new key taking ${Math.round(ms)} ms: ${outcomes.join(' ')}`);
  await browser.close();
});
