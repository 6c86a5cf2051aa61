import { expect, it } from 'vitest';
import { people } from '../../bench/people';
import { ArchiveWriter } from '../../src/gallery/archive';
import { mulberry32 } from '../../tools/random';
import { serveGallery } from '../support/gallery-site';
import { KillableBrowser } from '../support/killable-browser';

const KILLS = 3;
const CASE = { faces: 2_000, dimension: 128 };

async function makeFile(): Promise<Uint8Array> {
  const persons = [...people(CASE)];
  const faces = persons.reduce((sum, person) => sum + person.faces.length, 0);
  const writer = await ArchiveWriter.create('file', { created: '', persons: persons.length, faces });
  for (const person of persons) await writer.add(person);
  await writer.end();
  return new Uint8Array(Buffer.concat(writer.take()));
}

it('an import that is killed shows nothing or everything, and leaves nothing to be seen behind', async () => {
  const file = Buffer.from(await makeFile()).toString('latin1');
  const seed = Number(process.env.MIEN_SEED ?? Date.now() % 1_000_000);
  console.log(`import kills: seed ${seed}`);
  const next = mulberry32(seed);
  await using site = await serveGallery({ pages: { '/file.txt': file } });
  await using browser = new KillableBrowser('chromium');
  const outcomes: number[] = [];
  for (let kill = 0; kill <= KILLS; kill++) {
    const page = await browser.start(`${site.address}gallery.html`);
    const found = await page.evaluate(async () => {
      globalThis.gallery = startGallery().gallery;
      const { persons, faces, damaged, missing } = await gallery.check(APPID);
      const { groups } = await contents(gallery);
      return { persons, faces, damaged, missing, groups };
    });
    const whole = { persons: 100, faces: 1600, damaged: [], missing: 0, groups: ['all'] };
    const nothing = { persons: 0, faces: 0, damaged: [], missing: 0, groups: [] };
    expect(found).toEqual(found.persons === 0 ? nothing : whole);
    outcomes.push(found.persons);
    if (kill === KILLS) break;
    const importing = page
      .evaluate(async () => {
        await gallery.erase(APPID);
        const text = await (await fetch('/file.txt')).text();
        const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
        const id = 'import';
        await gallery.beginImport(APPID, 'file', 'replace', id);
        for (let at = 0; at < bytes.length; at += 50_000)
          await gallery.writeImport(id, bytes.slice(at, at + 50_000));
        await gallery.finishImport(id);
      })
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300 + next() * 2_500));
    await browser.kill();
    await importing;
  }
  console.log(`persons after each kill: ${outcomes.join(' ')}`);
  await browser.close();
});
