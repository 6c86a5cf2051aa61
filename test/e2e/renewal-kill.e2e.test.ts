import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { cutOff, PROBES, WHOLE } from '../support/cut-off';

it('a renewal of templates that is cut off loses nothing: the gallery is as before or as after, whole, and knows everybody', () => {
  let before = 0;
  return cutOff({
    name: 'renewal',
    cut,
    look: async (page) => {
      const generation = await look(page);
      // All persons are written by it, and by nothing else.
      const outcome = generation === before ? 'before' : 'after';
      before = generation;
      return outcome;
    },
  });
});

function cut(page: Page, afterMs: number | null): Promise<number> {
  return page.evaluate(async (wait) => {
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
  }, afterMs);
}

/** Looks at all of it, and returns the generation of its persons. */
async function look(page: Page): Promise<number> {
  const { generation, found, least } = await page.evaluate(async (faces) => {
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
  expect(found).toEqual(WHOLE);
  expect(least).toBeCloseTo(1, 5);
  return generation;
}
