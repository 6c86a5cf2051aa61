import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RemoteGallery } from '../../protocol';
import { createGalleryService as createService } from '../service';
import { code, face, openGallery, person, probe, trouble } from '../testing';

let appid: string;
let gallery: RemoteGallery;
let transactions = 0;

const { transaction } = IDBDatabase.prototype;
/** Counts those that read templates, and does what it always does. */
IDBDatabase.prototype.transaction = function (...args) {
  if ([args[0]].flat().includes('faces')) transactions += 1;
  return transaction.apply(this, args);
};

/** Begins a verification of that person, whose name is the ticket's, too. */
const admit = (id: string) => gallery.prepareMatch(appid, id, id);
const match = (id: string, like: number) => gallery.match(id, probe(like));

/** By then the gallery's own channel, which is older, has heard it, too. */
async function nextMessage(): Promise<void> {
  const channel = new BroadcastChannel(`mien-gallery ${appid}`);
  await new Promise((resolve) => channel.addEventListener('message', resolve, { once: true }));
  channel.close();
}

beforeEach(async () => {
  appid = `test-${crypto.randomUUID()}`;
  gallery = await openGallery(appid, 'a secret');
  await gallery.newperson(appid, person('ann', 'g'), face(0));
  await gallery.newperson(appid, person('bob', 'g'), face(1));
});

afterEach(() => gallery.erase(appid));

it('a match reads nothing that the check before it has read, once', async () => {
  await admit('ann');
  await admit('bob');
  const before = transactions;
  expect(await match('bob', 1)).toMatchObject({ confidence: 100, compared: 1 });
  expect(await match('ann', 0)).toMatchObject({ confidence: 100, compared: 1 });
  expect(transactions).toBe(before);
});

it('nor what the check is still reading', async () => {
  const before = transactions;
  const [, found] = await Promise.all([admit('ann'), match('ann', 0)]);
  expect(found).toMatchObject({ confidence: 100 });
  expect(transactions).toBe(before + 1);
});

it('nor when others have changed meanwhile, here or in another tab', async () => {
  const other = await openGallery(appid, 'a secret');
  await admit('ann');
  await gallery.newperson(appid, person('cai', 'g'), face(2));
  const heard = nextMessage();
  await other.delperson(appid, 'bob');
  await heard;
  const before = transactions;
  expect(await match('ann', 0)).toMatchObject({ confidence: 100 });
  expect(transactions).toBe(before);
});

it('sees what changed after the check: here', async () => {
  await admit('ann');
  await gallery.addface(appid, 'ann', face(2), '', 2);
  expect(await match('ann', 2)).toMatchObject({ compared: 2 });
  await admit('ann');
  await gallery.delperson(appid, 'ann');
  expect(await code(match('ann', 0))).toBe(-1303);
});

it('… and in another tab', async () => {
  const other = await openGallery(appid, 'a secret');
  await admit('ann');
  const heard = nextMessage();
  await other.delperson(appid, 'ann');
  await heard;
  expect(await code(match('ann', 0))).toBe(-1303);
});

it('… and whoever was not there when it was asked', async () => {
  const missing = admit('cai').catch(() => undefined);
  await gallery.newperson(appid, person('cai', 'g'), face(2));
  await missing;
  await admit('cai');
  expect(await match('cai', 2)).toMatchObject({ confidence: 100 });
});

it('a lock forgets what was read', async () => {
  await admit('ann');
  await gallery.lock(appid);
  expect(await trouble(match('ann', 0))).toEqual({ code: -1200, kind: 'locked', storage: 'locked' });
});

it('a ticket is good for one, and gone when its person could not be compared, or it is given up', async () => {
  expect(await match('ann', 0)).toBeNull();
  await admit('ann');
  expect(await match('ann', 0)).toMatchObject({ confidence: 100 });
  expect(await match('ann', 0)).toBeNull();
  expect(await code(admit('eve'))).toBe(-1303);
  expect(await match('eve', 3)).toBeNull();
  const begun = admit('bob');
  await gallery.endMatch('bob');
  await begun;
  expect(await match('bob', 1)).toBeNull();
});

it('of tickets without end the last are kept', async () => {
  const tickets = Array.from({ length: 200 }, (_, i) => `ticket ${i}`);
  for (const ticket of tickets) await gallery.prepareMatch(appid, 'ann', ticket);
  const found = [];
  for (const ticket of tickets) found.push(await gallery.match(ticket, probe(0)));
  const kept = found.filter((each) => each !== null).length;
  expect(kept).toBeGreaterThanOrEqual(64);
  expect(kept).toBeLessThan(200);
  expect(found.slice(-kept)).not.toContain(null);
});

it('nothing is compared before it is known whose templates they are', async () => {
  const unknowing = createService();
  await unknowing.open(appid, 'a secret');
  expect(await code(unknowing.prepareMatch(appid, 'ann', 'ann'))).toBe(213);
  expect(await code(unknowing.search(appid, { group_id: 'g' }, [probe(0)]))).toBe(213);
  expect(await code(unknowing.compare([probe(0), probe(0)]))).toBe(213);
});
