import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, type RunningServer } from '../../tools/browser';
import { mulberry32 } from '../../tools/random';
import { after, chooseOperation, expectedContents, type Model, runOperation } from '../support/gallery-model';
import { type Contents, serveGallery } from '../support/gallery-site';
import { KillableBrowser } from '../support/killable-browser';

const BROWSERS = (['chromium', 'firefox'] as const).filter((name) => findBrowser(name) !== undefined);

describe.each(['chromium', 'firefox'] as const)('four tabs of %s', (name) => {
  const missing = !BROWSERS.includes(name);
  let site: RunningServer;
  let browser: KillableBrowser;
  let tabs: Page[];

  beforeAll(async () => {
    if (missing) return;
    site = await serveGallery();
    browser = new KillableBrowser(name);
    const address = `${site.address}gallery.html`;
    tabs = [await browser.start(address)];
    while (tabs.length < 4) tabs.push(await browser.open(address));
    for (const tab of tabs) {
      await tab.evaluate(() => {
        globalThis.gallery = startGallery().gallery;
      });
    }
  });

  afterAll(async () => {
    await browser?.close();
    await browser?.[Symbol.asyncDispose]();
    await site?.[Symbol.asyncDispose]();
  });

  it('that write and verify at once lose nothing and see each other', async (context) => {
    if (missing) return context.skip(`skipped: no ${name}`);
    const next = mulberry32(7);
    let counter = 0;
    const models = await Promise.all(
      tabs.map(async (tab, i) => {
        let model: Model = new Map();
        for (let k = 0; k < 60; k++) {
          const operation = chooseOperation(model, `tab${i}`, next, () => ++counter);
          await tab.evaluate(runOperation, operation);
          model = after(model, operation);
          if (k % 5 !== 0) continue;
          // Whatever the others do meanwhile: one's own acknowledged writes are there, in searches too.
          const [person_id, { faces }] = [...model][model.size - 1];
          const found = await tab.evaluate(
            async (group_ids, seed) =>
              (await gallery.search(APPID, { group_ids }, [probe(seed)])).candidates[0][0],
            ['a', 'b', 'c', 'd', 'e'],
            faces[0],
          );
          expect(found).toMatchObject({ personId: person_id, confidence: 100 });
        }
        return model;
      }),
    );
    const all = new Map(models.flatMap((model) => [...model]));
    for (const tab of tabs)
      expect(await tab.evaluate(() => contents(gallery))).toEqual(expectedContents(all));
    const faces = [...all.values()].reduce((sum, person) => sum + person.faces.length, 0);
    expect(await tabs[2].evaluate(() => gallery.check(APPID))).toEqual({
      persons: all.size,
      faces,
      damaged: [],
      missing: 0,
    });
  });

  it('that all add faces to one person never pass the limit', async (context) => {
    if (missing) return context.skip(`skipped: no ${name}`);
    await tabs[0].evaluate(() =>
      gallery.newperson(APPID, { person_id: 'one', group_ids: ['g'], person_name: '', tag: '' }, face(900)),
    );
    const codes = await Promise.all(
      tabs.map((tab, i) =>
        tab.evaluate(
          async (first) => {
            const results: number[] = [];
            for (let k = 0; k < 8; k++) {
              const result = gallery.addface(APPID, 'one', face(first + k), '', 2);
              results.push(
                await result.then(
                  () => 0,
                  (error: { code: number }) => error.code,
                ),
              );
            }
            return results;
          },
          1000 + i * 10,
        ),
      ),
    );
    expect(codes.flat().filter((code) => code === 0)).toHaveLength(19);
    expect(codes.flat().filter((code) => code === -1309)).toHaveLength(13);
  });

  it('never match, nor find, a person whose deletion was acknowledged', async (context) => {
    if (missing) return context.skip(`skipped: no ${name}`);
    for (let round = 0; round < 15; round++) {
      const seed = 5000 + round;
      await tabs[round % 4].evaluate(
        (id, each) =>
          gallery.newperson(APPID, { person_id: id, group_ids: ['z'], person_name: '', tag: '' }, face(each)),
        `gone${round}`,
        seed,
      );
      await tabs[0].evaluate(
        (each) =>
          gallery.newperson(
            APPID,
            { person_id: `kept${each}`, group_ids: ['z'], person_name: '', tag: '' },
            face(each),
          ),
        seed + 100,
      );
      const search = (tab: Page) =>
        tab.evaluate(
          async (each) => (await gallery.search(APPID, { group_id: 'z' }, [probe(each)])).candidates[0],
          seed,
        );
      // All have it in memory.
      for (const tab of tabs) expect((await search(tab))[0]).toMatchObject({ personId: `gone${round}` });
      await tabs[(round + 1) % 4].evaluate((id) => gallery.delperson(APPID, id), `gone${round}`);
      for (const tab of tabs) {
        expect((await search(tab)).map(({ personId }) => personId)).not.toContain(`gone${round}`);
        const code = await tab.evaluate(
          (id, each) =>
            verified(gallery, id, each).then(
              () => 0,
              (error: { code: number }) => error.code,
            ),
          `gone${round}`,
          seed,
        );
        expect(code).toBe(-1303);
      }
    }
  });

  it('are all locked by one, carry a gallery over, and are all emptied by one', async (context) => {
    if (missing) return context.skip(`skipped: no ${name}`);
    await tabs[1].evaluate(() => gallery.setPassphrase(APPID, { next: 'a secret for all' }));
    for (const tab of tabs.filter((_, i) => i !== 1)) {
      await tab.evaluate(() => gallery.unlock(APPID, 'a secret for all'));
    }
    const file = await tabs[1].evaluate(async () => {
      const id = 'export';
      await gallery.beginExport(APPID, 'of the file', false, id);
      const parts: string[] = [];
      for (;;) {
        const { bytes, done } = await gallery.readExport(id);
        let text = '';
        for (const byte of bytes) text += String.fromCharCode(byte);
        parts.push(text);
        if (done) break;
      }
      await gallery.endTransfer(id);
      return btoa(parts.join(''));
    });
    const before = await tabs[2].evaluate(() => contents(gallery));
    await tabs[3].evaluate(() => gallery.lock(APPID));
    const locked = (tab: Page) =>
      tab.evaluate(() =>
        gallery.getgroupids(APPID).then(
          () => '',
          (error: { data: { storage: string } }) => error.data.storage,
        ),
      );
    for (const tab of tabs) await expect.poll(() => locked(tab)).toBe('locked');
    await tabs[0].evaluate(() => gallery.unlock(APPID, 'a secret for all'));
    expect(await tabs[0].evaluate(() => contents(gallery))).toEqual(before);
    expect(await locked(tabs[2])).toBe('locked');

    await tabs[0].evaluate(() => gallery.erase(APPID));
    for (const tab of tabs) expect(await tab.evaluate(() => gallery.getgroupids(APPID))).toEqual([]);
    await tabs[2].evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const id = 'import';
      await gallery.beginImport(APPID, 'of the file', 'replace', id);
      await gallery.writeImport(id, bytes);
      await gallery.finishImport(id);
      await gallery.endTransfer(id);
    }, file);
    expect(await tabs[3].evaluate(() => contents(gallery))).toEqual(withoutPictures(before));
    await tabs[0].evaluate(() => gallery.erase(APPID));
  });
});

/** A file carries none. */
function withoutPictures({ persons, ...contents }: Contents): Contents {
  const bare = Object.entries(persons).map(([id, person]) => [id, { ...person, picture: null }]);
  return { ...contents, persons: Object.fromEntries(bare) };
}
