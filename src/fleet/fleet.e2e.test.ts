import { setTimeout as passed } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { limit } from '../../tools/host';
import { mulberry32 } from '../../tools/random';
import {
  allAgree,
  Broker,
  fleetFace,
  foundFleet,
  joinFleet,
  Line,
  localPerson,
  MemoryGallery,
  people,
  restart,
  type TestDevice,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';
import type { LocalPerson } from './port';

const why = whyNoBroker();
const withBroker = test.skipIf(why !== null);

const stop = (devices: readonly TestDevice[]) => Promise.all(devices.map(({ fleet }) => fleet.stop()));

withBroker(`two devices share people both ways${why ? ` (${why})` : ''}`, async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  a.gallery.set('ada', localPerson('ada'));
  const b = await joinFleet(a, 'second');
  try {
    await until(() => b.gallery.get('ada') !== undefined, 'Ada on b');
    expect(b.gallery.get('ada')).toEqual(a.gallery.get('ada'));
    b.gallery.set('ada', localPerson('ada', { person_name: 'Lovelace', group_ids: ['guests'] }));
    b.gallery.set('bob', localPerson('bob'));
    await until(() => a.gallery.get('bob') !== undefined && a.gallery.get('ada')?.person_name === 'Lovelace');
    a.gallery.set('bob', null);
    await until(() => b.gallery.get('bob') === undefined, 'Bob’s deletion on b');
    await allAgree([a, b]);
    expect(b.gallery.persons).toHaveLength(1);
  } finally {
    await stop([a, b]);
  }
});

/** One change of a person as a random caller makes it. */
function randomChange(next: () => number, id: string, now: LocalPerson | undefined): LocalPerson | null {
  const n = Math.floor(next() * 1000);
  if (now === undefined) return localPerson(id, { faces: [fleetFace(`${id}-${n}`, n)] });
  switch (Math.floor(next() * 6)) {
    case 0:
      return null;
    case 1:
      return { ...now, person_name: `name ${n}` };
    case 2:
      return { ...now, group_ids: [`g${n % 5}`] };
    case 3:
      return { ...now, faces: now.faces.slice(1) };
    case 4:
      return { ...now, expires: n, consent: { textHash: 'ab', version: `${n}`, time: n, locale: 'en' } };
    default:
      return { ...now, faces: [...now.faces, fleetFace(`${id}-${n}-${now.faces.length}`, n)].slice(-20) };
  }
}

withBroker('ten devices that come and go, and a server that is killed meanwhile, end equal', async () => {
  const seed = Number(process.env.MIEN_SEED ?? 24);
  const next = mulberry32(seed);
  await using broker = await Broker.start();
  using line = await Line.to(broker.url);
  const first = await foundFleet(broker.url);
  const devices = [first];
  for (let i = 1; i < 10; i++)
    devices.push(await joinFleet(first, `d${i}`, undefined, i === 9 ? { servers: [line.url] } : {}));
  // One has no network all the time.
  line.cut();
  /** What each device did to persons that are its own, as it must be everywhere. */
  const wanted = new Map<string, LocalPerson>();
  try {
    for (let round = 0; round < 200; round++) {
      const device = devices[Math.floor(next() * 10)];
      if (device === undefined) continue;
      const own = next() < 0.5;
      const id = own
        ? `own-${devices.indexOf(device)}-${Math.floor(next() * 5)}`
        : `all-${Math.floor(next() * 8)}`;
      const person = randomChange(next, id, device.gallery.get(id));
      device.gallery.set(id, person);
      if (own) {
        if (person === null) wanted.delete(id);
        else wanted.set(id, person);
      }
      if (round % 23 === 0) await restart(device);
      if (round === 70) await broker.kill();
      if (round === 120) await broker.up();
      if (round % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    line.mend();
    await until(() => devices.every(({ fleet }) => fleet.status.state === 'live'), 'all live', limit(60_000));
    await allAgree(devices, limit(60_000));
    const mine = new MemoryGallery();
    for (const [id, person] of wanted) mine.set(id, person);
    const own = new MemoryGallery();
    for (const person of first.gallery.persons)
      if (person.person_id.startsWith('own-')) own.set(person.person_id, person);
    expect(people(own), `seed ${seed}`).toEqual(people(mine));
    for (const { fleet } of devices) expect(fleet.status.troubles).toEqual({ unopenable: 0, outdated: 0 });
  } finally {
    await stop(devices);
  }
});

withBroker(
  'who was deleted stays so on a device that comes back after a month, even changed there',
  async () => {
    await using broker = await Broker.start();
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'second');
    const c = await joinFleet(a, 'third');
    const witness = await joinFleet(a, 'fourth');
    try {
      for (const id of ['ada', 'bob', 'eve']) a.gallery.set(id, localPerson(id));
      await until(() => [b, c, witness].every(({ gallery }) => gallery.persons.length === 3));
      await b.fleet.stop();
      await c.fleet.stop();
      a.gallery.set('ada', null);
      a.gallery.set('bob', null);
      b.gallery.set('ada', localPerson('ada', { person_name: 'Changed', faces: [fleetFace('new', 9)] }));
      await until(() => witness.gallery.persons.length === 1, 'the deletions');
      // The newest record is no tombstone: that one stays.
      a.gallery.set('last', localPerson('last'));
      await until(() => witness.gallery.get('last') !== undefined);
      await restart(b);
      await until(() => b.gallery.get('ada') === undefined && b.gallery.get('last') !== undefined);
      // Tombstones that everybody has seen, as the operator thinks, go; one device has not.
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await a.fleet.purgeTombstones(0)).toBe(2);
      c.gallery.set('bob', localPerson('bob', { person_name: 'Changed' }));
      c.gallery.set('only here', localPerson('only here'));
      await restart(c);
      await until(() => a.gallery.get('only here') !== undefined && c.gallery.get('last') !== undefined);
      await allAgree([a, b, c, witness]);
      expect(a.gallery.persons.map(({ person_id }) => person_id).sort()).toEqual([
        'eve',
        'last',
        'only here',
      ]);
    } finally {
      await stop([a, b, c, witness]);
    }
  },
);

withBroker('a device whose clock is a year ahead does not win for ever', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  let ahead = 0;
  const b = await joinFleet(a, 'second', undefined, { now: () => Date.now() + ahead });
  try {
    a.gallery.set('ada', localPerson('ada'));
    await until(() => b.gallery.get('ada') !== undefined);
    await b.fleet.stop();
    ahead = 365 * 86_400_000;
    // Noted without a server, by the clock as it is.
    const { url } = broker;
    await broker.kill();
    await restart(b);
    b.gallery.set('ada', localPerson('ada', { person_name: 'from next year' }));
    b.gallery.set('bob', localPerson('bob'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await broker.up();
    expect(url).toBe(broker.url);
    await until(
      () => a.gallery.get('ada')?.person_name === 'from next year' && a.gallery.get('bob') !== undefined,
    );
    // Two who have not heard of each other: the later one by the server's clock counts.
    await b.fleet.stop();
    b.gallery.set('ada', localPerson('ada', { person_name: 'older' }));
    await restart(b);
    await until(() => a.gallery.get('ada')?.person_name === 'older');
    a.gallery.set('ada', localPerson('ada', { person_name: 'newest' }));
    a.gallery.set('bob', null);
    await until(() => b.gallery.get('ada')?.person_name === 'newest' && b.gallery.get('bob') === undefined);
    await allAgree([a, b]);
    expect(b.fleet.isStale(60_000)).toBe(false);
  } finally {
    await stop([a, b]);
  }
});

withBroker('damage is no deletion, and is mended by what the fleet has', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const b = await joinFleet(a, 'second');
  try {
    a.gallery.set('ada', localPerson('ada'));
    await until(() => b.gallery.get('ada') !== undefined);
    b.gallery.damaged.add('ada');
    b.gallery.set('bob', localPerson('bob'));
    await until(() => a.gallery.get('bob') !== undefined);
    expect(a.gallery.get('ada')).toBeDefined();
    a.gallery.set('ada', localPerson('ada', { tag: 'new' }));
    await until(() => b.gallery.get('ada')?.tag === 'new');
    expect(b.gallery.damaged.size).toBe(0);
  } finally {
    await stop([a, b]);
  }
});

withBroker(
  'a person whom a gallery does not accept changes nobody in it, and a change of its own follows on it',
  async () => {
    await using broker = await Broker.start();
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'second');
    try {
      a.gallery.set('ada', localPerson('ada', { tag: 'right' }));
      await until(() => b.gallery.get('ada')?.tag === 'right');
      b.gallery.accepts = ({ tag }) => tag !== 'wrong';
      a.gallery.set('ada', localPerson('ada', { tag: 'wrong' }));
      await until(() => b.fleet.status.troubles.unopenable > 0);
      a.gallery.set('bob', localPerson('bob'));
      await until(() => b.gallery.get('bob') !== undefined);
      expect(b.gallery.get('ada')?.tag).toBe('right');
      b.gallery.set('ada', localPerson('ada', { tag: 'mended' }));
      await until(() => a.gallery.get('ada')?.tag === 'mended');
    } finally {
      await stop([a, b]);
    }
  },
);

withBroker('a change that is made while another one is merged is not lost', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const b = await joinFleet(a, 'second');
  try {
    a.gallery.set('ada', localPerson('ada'));
    await until(() => b.gallery.get('ada') !== undefined);
    b.gallery.onRead = () => {
      b.gallery.onRead = () => undefined;
      b.gallery.set('ada', localPerson('ada', { tag: 'between' }));
    };
    a.gallery.set('ada', localPerson('ada', { person_name: 'Lovelace' }));
    await until(() => a.gallery.get('ada')?.tag === 'between');
    await allAgree([a, b]);
    expect(a.gallery.get('ada')).toMatchObject({ person_name: 'Lovelace', tag: 'between' });
  } finally {
    await stop([a, b]);
  }
});

withBroker('a deletion does not wait until a device that has just joined has everybody', async () => {
  const persons = 2000;
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  for (let i = 0; i < persons; i++) a.gallery.set(`p${i}`, localPerson(`p${i}`, { faces: [] }));
  const witness = await joinFleet(a, 'second');
  await until(() => witness.gallery.persons.length === persons, 'everybody on it', limit(60_000));
  const gallery = new MemoryGallery();
  const apply = gallery.apply.bind(gallery);
  let deleted = false;
  // After the first batch each takes its time, as in a browser.
  gallery.apply = async (batch, state) => {
    if (gallery.persons.length > 0) {
      await until(() => deleted, 'the deletion', limit(60_000));
      await passed(limit(100));
    }
    return apply(batch, state);
  };
  const b = await joinFleet(a, 'third', gallery);
  try {
    await until(() => gallery.persons.length > 0, 'the first of them');
    const gone = gallery.persons[0]?.person_id ?? '';
    a.gallery.set(gone, null);
    await until(() => witness.gallery.get(gone) === undefined, 'the deletion elsewhere', limit(60_000));
    deleted = true;
    await until(() => gallery.get(gone) === undefined, 'the deletion', limit(60_000));
    expect(gallery.persons.length).toBeLessThan(persons / 2);
    await until(() => b.fleet.status.state === 'live', 'the rest', limit(60_000));
    await allAgree([a, b, witness]);
    expect(gallery.persons).toHaveLength(persons - 1);
    expect(b.fleet.status.troubles).toEqual({ unopenable: 0, outdated: 0 });
  } finally {
    deleted = true;
    await stop([a, b, witness]);
  }
});
