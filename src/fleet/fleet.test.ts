import { expect, test } from 'vitest';
import { allAgree, Broker, foundFleet, joinFleet, localPerson, until, whyNoBroker } from './testing';

const why = whyNoBroker();

test.skipIf(why !== null)(`two devices share people both ways${why ? ` (${why})` : ''}`, async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  a.gallery.set('ada', localPerson('ada'));
  const b = await joinFleet(a, 'second');
  try {
    await until(() => b.gallery.get('ada') !== undefined, 'Ada on b');
    expect(b.gallery.get('ada')?.faces[0]?.template).toEqual(a.gallery.get('ada')?.faces[0]?.template);
    b.gallery.set('ada', localPerson('ada', { person_name: 'Lovelace', group_ids: ['guests'] }));
    b.gallery.set('bob', localPerson('bob'));
    await until(() => a.gallery.get('bob') !== undefined && a.gallery.get('ada')?.person_name === 'Lovelace');
    a.gallery.set('bob', null);
    await until(() => b.gallery.get('bob') === undefined, 'Bob’s deletion on b');
    await allAgree([a, b]);
    expect(b.gallery.persons).toHaveLength(1);
  } finally {
    await Promise.all([a.fleet.stop(), b.fleet.stop()]);
  }
});
