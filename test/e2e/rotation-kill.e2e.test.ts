import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { cutOff, WHOLE } from '../support/cut-off';

it('a new key that is cut off loses nothing: the gallery opens with the old lock or the new one, whole', () =>
  cutOff({ name: 'rotation', cut, look }));

function cut(page: Page, afterMs: number | null): Promise<number> {
  return page.evaluate(async (wait) => {
    const { gallery, end } = startGallery();
    const began = performance.now();
    const writing = gallery.setPassphrase(APPID, { next: 'the new passphrase' });
    if (wait === null) await writing;
    else {
      writing.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    end();
    return performance.now() - began;
  }, afterMs);
}

/** Opens it with whichever lock it has, looks at all of it, and gives it a device key again. */
async function look(page: Page): Promise<string> {
  const { protection, found } = await page.evaluate(async () => {
    const { gallery, end } = startGallery();
    await gallery.open(APPID);
    const { protection } = await gallery.info(APPID);
    if (protection === 'passphrase') await gallery.unlock(APPID, 'the new passphrase');
    const { persons, faces, damaged, missing } = await gallery.check(APPID);
    const { groups } = await contents(gallery);
    if (protection === 'passphrase') await gallery.setPassphrase(APPID, { current: 'the new passphrase' });
    end();
    return { protection, found: { persons, faces, damaged, missing, groups } };
  });
  expect(found).toEqual(WHOLE);
  return protection;
}
