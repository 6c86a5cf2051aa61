import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteGallery } from '../protocol';
import { Gallery, openDatabase } from './store';
import { face, openGallery, person, probe, trouble, verified } from './testing';

/** Another tab is told by a message. */
const SOON = { timeout: 5_000 };

let appid: string;
/** As one tab's worker has it, and as the worker that runs the fleet does. */
let gallery: RemoteGallery;
let other: Gallery;

beforeEach(async () => {
  appid = `fresh-${crypto.randomUUID()}`;
  gallery = await openGallery(appid);
  other = new Gallery(appid, await openDatabase(appid, () => other.close()));
  await other.establish(undefined);
});

afterEach(async () => {
  other.close();
  await gallery.erase(appid);
});

describe('a device that has not heard for too long', () => {
  const MINUTE_MS = 60_000;
  const stale = { code: -1200, kind: 'stale', storage: 'stale' };

  it('matches nobody, in any tab, until it has heard', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    expect((await verified(gallery, appid, 'ann', probe(0))).similarity).toBeCloseTo(1, 5);
    await other.freshness.set(MINUTE_MS, Date.now() - 2 * MINUTE_MS);
    await expect.poll(() => trouble(verified(gallery, appid, 'ann', probe(0))), SOON).toEqual(stale);
    expect(await trouble(gallery.search(appid, { group_id: 'g' }, [probe(0)]))).toEqual(stale);
    const another = await openGallery(appid);
    expect(await trouble(verified(another, appid, 'ann', probe(0)))).toEqual(stale);
    // Whoever is there can still be looked up and deleted.
    expect(await gallery.getpersonids(appid, 'g')).toEqual(['ann']);
    await other.freshness.set(MINUTE_MS, Date.now());
    expect((await verified(gallery, appid, 'ann', probe(0))).similarity).toBeCloseTo(1, 5);
  });

  it('a clock that was set back helps nobody, nor a record that was changed', async () => {
    await gallery.newperson(appid, person('ann', 'g'), face(0));
    await other.freshness.set(MINUTE_MS, Date.now() + 2 * MINUTE_MS);
    await expect.poll(() => trouble(verified(gallery, appid, 'ann', probe(0))), SOON).toEqual(stale);
    await other.freshness.set(MINUTE_MS, Date.now());
    await expect.poll(() => trouble(verified(gallery, appid, 'ann', probe(0))), SOON).toEqual('none');
    await other.db.put('fleet', { name: 'terms', data: new Uint8Array(40) });
    const another = await openGallery(appid);
    expect(await trouble(verified(another, appid, 'ann', probe(0)))).toEqual(stale);
  });
});
