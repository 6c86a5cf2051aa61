import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  allAgree,
  Broker,
  foundFleet,
  freePort,
  joinFleet,
  Line,
  localPerson,
  type MemoryGallery,
  type TestDevice,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';
import { Fleet } from '.';
import { fromBase64url } from './bytes';
import { keyOf, parseDevices, parseEpoch, publicText } from './keys';
import { headerOf, Sealer } from './seal';
import { openSecrets, parseState } from './sync';
import { connect, type Entry, readBucket, Stores } from './transport';

const why = whyNoBroker();
const withBroker = test.skipIf(why !== null);

const stop = (devices: readonly TestDevice[]) => Promise.all(devices.map(({ fleet }) => fleet.stop()));

async function stateOf(gallery: MemoryGallery) {
  const bytes = await gallery.loadState();
  if (bytes === null) throw new Error('no state');
  return parseState(bytes);
}

/** What a server has, as whoever runs it sees it. */
async function serverOf(url: string, gallery: MemoryGallery) {
  const connection = await connect({ servers: [url] }, AbortSignal.timeout(10_000));
  const stores = await Stores.open((await stateOf(gallery)).fleet, connection);
  return { stores, connection, [Symbol.asyncDispose]: () => connection.close() };
}

/** How many records open with all that a device has, epochs that its keys unwrap among it. */
async function openable(gallery: MemoryGallery, people: readonly Entry[], devices: readonly Entry[]) {
  const state = await stateOf(gallery);
  const pairs = await gallery.loadDeviceKeys();
  const secrets = await openSecrets(state.secrets, state.device.id, pairs);
  const sealer = new Sealer(state.fleet);
  for (const [epoch, key] of Object.entries(secrets.epochs))
    await sealer.addEpoch(Number(epoch), fromBase64url(key));
  const texts = await Promise.all(pairs.map(async (pair) => ({ pair, text: await publicText(pair) })));
  for (const { key, value } of devices) {
    if (!key.startsWith('epoch.')) continue;
    const epoch = parseEpoch(value);
    const found = await keyOf(state.fleet, epoch, state.device.id, texts, parseDevices(state.admins), []);
    if (typeof found !== 'string') await sealer.addEpoch(epoch.epoch, found);
  }
  let count = 0;
  for (const { key, value } of people)
    count += await sealer.open({ kind: 'person', key }, value).then(
      () => 1,
      () => 0,
    );
  return count;
}

withBroker('a revoked device is told nothing more, and what it goes on trying does nothing', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const b = await joinFleet(a, 'second');
  const lost = await joinFleet(a, 'lost');
  try {
    a.gallery.set('ada', localPerson('ada'));
    await until(() => b.gallery.persons.length === 1 && lost.gallery.persons.length === 1);
    const stolen = lost.gallery.copy();
    await a.fleet.revoke(lost.fleet.device.id);
    a.gallery.set('bob', localPerson('bob'));
    await until(() => b.gallery.get('bob') !== undefined);
    await until(() => lost.fleet.status.state === 'ended', 'the end of the lost device');
    expect(lost.fleet.status.reason?.kind).toBe('revoked');
    expect(lost.gallery.get('bob')).toBeUndefined();

    // It goes on with all that it had, and with the server, which somebody lets it use.
    await using server = await serverOf(broker.url, a.gallery);
    const [people, devices] = [
      await readBucket(server.stores, 'people'),
      await readBucket(server.stores, 'devices'),
    ];
    expect(people).toHaveLength(2);
    expect(await openable(b.gallery, people, devices)).toBe(2);
    expect(await openable(stolen, people, devices)).toBe(0);
    const again = await Fleet.open({ ...lost.options, port: stolen });
    again.start();
    await until(() => again.status.state === 'ended');
    expect(stolen.get('bob')).toBeUndefined();
    await again.stop();

    // What it writes with its old key is believed by nobody, and replaced by what the others know.
    const state = await stateOf(stolen);
    const secrets = await openSecrets(state.secrets, state.device.id, await stolen.loadDeviceKeys());
    const old = new Sealer(state.fleet);
    await old.addEpoch(1, fromBase64url(secrets.epochs['1'] ?? ''));
    const [ada] = people;
    if (ada === undefined) throw new Error('nobody');
    const forged = await old.seal({ kind: 'person', key: ada.key }, 99, new Uint8Array(8));
    await server.stores.put('people', ada.key, forged);
    let epoch = 0;
    for (let i = 0; i < 500 && epoch !== 2; i++) {
      const now = await server.stores.get('people', ada.key);
      epoch = now ? headerOf(now.value).epoch : 0;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(epoch).toBe(2);
    await allAgree([a, b]);
    expect(a.gallery.persons).toHaveLength(2);
    const left = (await a.fleet.devices()).filter(({ revokedMs }) => revokedMs === null);
    expect(left.map(({ name }) => name).sort()).toEqual(['first', 'second']);
  } finally {
    await stop([a, b, lost]);
  }
});

withBroker('two admins revoke at once, one dies in the middle: the other finishes', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const b = await joinFleet(a, 'second', undefined, { role: 'admin' });
  const x = await joinFleet(a, 'x');
  const y = await joinFleet(a, 'y');
  const stays = await joinFleet(a, 'stays');
  try {
    for (let i = 0; i < 50; i++) a.gallery.set(`p${i}`, localPerson(`p${i}`));
    await until(() => [b, x, y, stays].every(({ gallery }) => gallery.persons.length === 50));
    await until(() => b.fleet.status.state === 'live');
    a.fleet.revoke(x.fleet.device.id).catch(() => undefined);
    const revoking = b.fleet.revoke(y.fleet.device.id);
    // Whichever was first: the first admin has made its epoch, and not yet done with it.
    await until(() => x.fleet.status.state === 'ended');
    await a.fleet.stop();
    await revoking;
    await until(() => x.fleet.status.state === 'ended' && y.fleet.status.state === 'ended');
    await using server = await serverOf(broker.url, b.gallery);
    const epochs = async () => {
      const people = await readBucket(server.stores, 'people');
      return new Set(people.map(({ value }) => headerOf(value).epoch));
    };
    let now = await epochs();
    for (let i = 0; i < 500 && !(now.size === 1 && now.has(3)); i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      now = await epochs();
    }
    expect([...now]).toEqual([3]);
    b.gallery.set('new', localPerson('new'));
    await until(() => stays.gallery.get('new') !== undefined);
    expect(x.gallery.get('new')).toBeUndefined();
    expect(y.gallery.get('new')).toBeUndefined();
    const back = await Fleet.open(a.options);
    back.start();
    await until(() => a.gallery.get('new') !== undefined);
    await back.stop();
  } finally {
    await stop([b, x, y, stays, a]);
  }
});

withBroker('an epoch that is made for the key of before opens, though its admin dies at once', async () => {
  await using broker = await Broker.start();
  using lineA = await Line.to(broker.url);
  using lineB = await Line.to(broker.url);
  const a = await foundFleet(broker.url, undefined, { servers: [lineA.url] });
  const b = await joinFleet(a, 'second', undefined, { role: 'admin', servers: [lineB.url] });
  const [x, y] = [await joinFleet(a, 'x'), await joinFleet(a, 'y')];
  try {
    a.gallery.set('ada', localPerson('ada'));
    await until(() => [b, x, y].every(({ gallery }) => gallery.persons.length === 1));
    await until(() => b.fleet.status.state === 'live');
    // The second admin has made its epoch and another key, of which nobody has heard when the first one makes the next.
    lineB.hold(`.device.${b.fleet.device.id}`);
    const revoking = b.fleet.revoke(y.fleet.device.id);
    await until(() => lineB.holds, 'the key');
    lineA.hold('.epoch.3 ');
    a.fleet.revoke(x.fleet.device.id).catch(() => undefined);
    await until(() => lineA.holds, 'the epoch');
    lineB.release();
    lineA.release();
    await until(() => x.fleet.status.state === 'ended', 'the end of x');
    lineA.cut();
    await a.fleet.stop();
    await revoking;
    await using server = await serverOf(broker.url, b.gallery);
    const [ada] = await readBucket(server.stores, 'people');
    expect(headerOf(ada.value).epoch).toBe(3);
    b.gallery.set('new', localPerson('new'));
    await expect.poll(async () => (await readBucket(server.stores, 'people')).length).toBe(2);
  } finally {
    await stop([a, b, x, y]);
  }
});

withBroker(
  'after a deletion and a new epoch, an old copy of the server’s files opens with no device’s keys',
  async () => {
    await using broker = await Broker.start();
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'second');
    const lost = await joinFleet(a, 'lost');
    try {
      a.gallery.set('ada', localPerson('ada'));
      a.gallery.set('bob', localPerson('bob'));
      await until(() => b.gallery.persons.length === 2 && lost.gallery.persons.length === 2);
      await broker.kill();
      const backup = `${broker.directory}-backup`;
      await cp(join(broker.directory, 'store'), join(backup, 'store'), { recursive: true });
      await broker.up();
      await until(() => [a, b, lost].every(({ fleet }) => fleet.status.state === 'live'));
      const before = b.gallery.copy();
      a.gallery.set('ada', null);
      await until(() => b.gallery.persons.length === 1 && lost.gallery.persons.length === 1);
      const between = b.gallery.copy();
      await a.fleet.revoke(lost.fleet.device.id);
      let swept = 0;
      for (let i = 0; i < 500 && swept !== 2; i++) {
        swept = (await stateOf(b.gallery)).swept;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await using old = await Broker.start({
        directory: backup,
        ports: [await freePort(), await freePort()],
      });
      await using server = await serverOf(old.url, a.gallery);
      const [people, devices] = [
        await readBucket(server.stores, 'people'),
        await readBucket(server.stores, 'devices'),
      ];
      expect(people).toHaveLength(2);
      // Before the epoch was over, the deletion alone did not do it.
      expect(await openable(before, people, devices)).toBe(2);
      expect(await openable(between, people, devices)).toBe(2);
      expect(await openable(a.gallery, people, devices)).toBe(0);
      expect(await openable(b.gallery, people, devices)).toBe(0);
    } finally {
      await stop([a, b, lost]);
    }
  },
);

withBroker(
  'a server that was put back to an older state is brought up to what the devices have',
  async () => {
    await using broker = await Broker.start();
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'second');
    try {
      a.gallery.set('ada', localPerson('ada'));
      a.gallery.set('eve', localPerson('eve'));
      await until(() => b.gallery.persons.length === 2);
      await broker.kill();
      const backup = `${broker.directory}-backup`;
      await cp(join(broker.directory, 'store'), join(backup, 'store'), { recursive: true });
      await broker.up();
      a.gallery.set('bob', localPerson('bob'));
      a.gallery.set('eve', null);
      await until(() => b.gallery.get('bob') !== undefined && b.gallery.get('eve') === undefined);
      await stop([a, b]);
      await using old = await Broker.start({
        directory: backup,
        ports: [await freePort(), await freePort()],
      });
      const back = await Promise.all(
        [a, b].map(({ options }) => Fleet.open({ ...options, servers: [old.url] })),
      );
      for (const fleet of back) fleet.start();
      const c = await joinFleet(
        { ...a, fleet: back[0] ?? a.fleet, options: { ...a.options, servers: [old.url] } },
        'c',
      );
      await until(() => c.gallery.get('bob') !== undefined && c.gallery.get('ada') !== undefined);
      await until(() => c.gallery.get('eve') === undefined, 'the deletion');
      await allAgree([a, b, c]);
      await Promise.all([...back, c.fleet].map((fleet) => fleet.stop()));
    } finally {
      await stop([a, b]);
    }
  },
);
