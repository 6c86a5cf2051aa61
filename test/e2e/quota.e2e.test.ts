import { expect, it } from 'vitest';
import { expectedContents, type Model } from '../support/gallery-model';
import { serveGallery } from '../support/gallery-site';
import { KillableBrowser } from '../support/killable-browser';

it('a full disk gives −1200 and leaves what was there; with room again everything goes on', async () => {
  await using site = await serveGallery();
  await using browser = new KillableBrowser('chromium');
  const address = `${site.address}gallery.html`;
  const { origin } = new URL(address);
  const first = await browser.start(address);
  await first.evaluate(async () => {
    globalThis.gallery = startGallery().gallery;
    await gallery.newperson(
      APPID,
      { person_id: 'ann', group_ids: ['g'], person_name: 'Ann', tag: '' },
      face(1),
    );
  });
  const model: Model = new Map([['ann', { name: 'Ann', faces: [1], groups: ['g'], picture: null }]]);

  // Chromium remembers for a while how much room there was: the disk must be full from the start.
  await browser.close();
  const page = await browser.start('about:blank');
  const devtools = await page.createCDPSession();
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.goto(address);
  await page.evaluate(() => {
    globalThis.gallery = startGallery().gallery;
  });
  const failures = await page.evaluate(async () => {
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => null,
        (error: { code: number; data?: { storage?: string } }) => ({
          code: error.code,
          storage: error.data?.storage,
        }),
      );
    const bob = { person_id: 'bob', group_ids: ['g', 'h'], person_name: '', tag: '' };
    return [
      await failure(gallery.newperson(APPID, bob, face(2))),
      await failure(gallery.addface(APPID, 'ann', face(3), '', 2)),
      await failure(gallery.setinfo(APPID, 'ann', { person_name: 'other' })),
    ];
  });
  expect(failures).toEqual(Array(3).fill({ code: -1200, storage: 'full' }));
  expect(await page.evaluate(() => contents(gallery))).toEqual(expectedContents(model));
  expect(await page.evaluate(async () => (await verified(gallery, 'ann', 1))?.confidence)).toBe(100);

  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await page.evaluate(() =>
    gallery.newperson(APPID, { person_id: 'bob', group_ids: ['g', 'h'], person_name: '', tag: '' }, face(2)),
  );
  const bob = { name: '', faces: [2], groups: ['g', 'h'], picture: null };
  const grown: Model = new Map([...model, ['bob', bob]]);
  expect(await page.evaluate(() => contents(gallery))).toEqual(expectedContents(grown));
  expect(await page.evaluate(() => gallery.check(APPID))).toEqual({
    persons: 2,
    faces: 2,
    damaged: [],
    missing: 0,
  });
  await browser.close();
});
