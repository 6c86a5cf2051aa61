import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { limit } from '../../tools/host';
import {
  allAgree,
  Cluster,
  fleetFace,
  foundFleet,
  joinFleet,
  localPerson,
  people,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';

const why = whyNoBroker();
const CHANGES = 500;
const SOON_MS = limit(120_000);

test.skipIf(why !== null)(
  'one of three servers is killed with 500 changes under way, and then another: nothing is lost',
  { timeout: 4 * SOON_MS },
  async () => {
    await using cluster = await Cluster.start();
    const { servers, urls } = cluster;
    const a = await foundFleet(urls[0], undefined, { servers: urls }, 3);
    const [b, c] = [await joinFleet(a, 'b'), await joinFleet(a, 'c')];
    const expected = new Map<string, unknown>();
    for (let i = 0; i < CHANGES; i++) {
      const { gallery } = [a, b, c][i % 3];
      const id = `p${i % 200}`;
      // Each device has persons of its own: what they do to each other's is for the tests of merging.
      const own = `${id}-${i % 3}`;
      const gone = i % 7 === 6;
      const person = gone
        ? null
        : localPerson(own, { person_name: `change ${i}`, faces: [fleetFace(`f${own}`, i)] });
      gallery.set(own, person);
      if (gone) expected.delete(own);
      else expected.set(own, `change ${i}`);
      if (i === 150) await servers[0].kill();
      if (i === 300) await servers[0].up();
      if (i === 400) await servers[1].kill();
      if (i % 20 === 0) await setTimeout(20);
    }
    const names = () =>
      new Map(a.gallery.persons.map(({ person_id, person_name }) => [person_id, person_name]));
    await until(() => names().size === expected.size, 'everybody', SOON_MS);
    await allAgree([a, b, c], SOON_MS);
    // A device that comes only now has from two servers what three had acknowledged.
    const late = await joinFleet(a, 'late');
    await until(() => late.gallery.persons.length === expected.size, 'everybody once more', SOON_MS);
    expect(people(late.gallery)).toEqual(people(a.gallery));
    expect(names()).toEqual(expected);
    await servers[1].up();
    await Promise.all([a, b, c, late].map(({ fleet }) => fleet.stop()));
  },
);
