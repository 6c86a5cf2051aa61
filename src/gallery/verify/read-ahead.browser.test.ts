import { afterEach, beforeEach, expect, it } from 'vitest';
import { code, face, openGallery, person, probe, trouble } from '../../../test/support/gallery';
import type { RemoteGallery } from '../../protocol';

let appid: string;
let gallery: RemoteGallery;
let transactions = 0;

const { transaction } = IDBDatabase.prototype;
/** Counts, and does what it always does. */
IDBDatabase.prototype.transaction = function (...args) {
  transactions += 1;
  return transaction.apply(this, args);
};

const admit = (id: string, { origin } = probe(0)) => gallery.admitProbe(appid, id, origin);
const match = (id: string, like: number) => gallery.match(appid, id, probe(like));

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
  expect(await match('ann', 0)).toMatchObject({ confidence: 100 });
  expect(transactions).toBeGreaterThan(before);
});

it('nor what the check is still reading', async () => {
  const before = transactions;
  const [, { confidence }] = await Promise.all([admit('ann'), match('ann', 0)]);
  expect(confidence).toBe(100);
  expect(transactions).toBe(before + 1);
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
  const channel = new BroadcastChannel(`mien-gallery ${appid}`);
  const heard = new Promise((resolve) => channel.addEventListener('message', resolve, { once: true }));
  await other.delperson(appid, 'ann');
  await heard;
  channel.close();
  // The gallery's own channel, which is older, has heard it, too.
  expect(await code(match('ann', 0))).toBe(-1303);
});

it('a lock forgets what was read', async () => {
  await admit('ann');
  await gallery.lock(appid);
  expect(await trouble(match('ann', 0))).toEqual({ code: -1200, kind: 'locked', storage: 'locked' });
});

it('what could not be read is read again', async () => {
  expect(await code(admit('eve'))).toBe(-1303);
  await gallery.newperson(appid, person('eve', 'g'), face(3));
  expect(await match('eve', 3)).toMatchObject({ confidence: 100 });
});
