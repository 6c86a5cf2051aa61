import { expect, test } from 'vitest';
import { Broker, foundFleet, joinFleet, localPerson, until, whyNoBroker } from '../../tools/rehearsal';
import { Fleet } from '.';
import { fromJsonBytes, jsonBytes } from './bytes';
import { parseState, stateBytes } from './sync';
import { connect, readBucket, Stores } from './transport';

// What NATS before 2.11 does to a cluster whose leader dies, done to the device's memory instead: the two no longer agree about numbers.

const withBroker = test.skipIf(whyNoBroker() !== null);

async function pair() {
  const broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const b = await joinFleet(a, 'second');
  a.gallery.set('ada', localPerson('ada'));
  await until(() => b.gallery.get('ada') !== undefined);
  const state = parseState((await a.gallery.loadState()) ?? new Uint8Array());
  const connection = await connect({ servers: [broker.url] }, AbortSignal.timeout(10_000));
  const stores = await Stores.open(state.fleet, connection);
  const end = async () => {
    await Promise.all([a, b].map(({ fleet }) => fleet.stop()));
    await connection.close();
    await broker[Symbol.asyncDispose]();
  };
  return { a, b, people: () => readBucket(stores, 'people'), [Symbol.asyncDispose]: end };
}

withBroker('a record that a device believes to have read comes with its next session', async () => {
  await using fleet = await pair();
  const { a, b } = fleet;
  await b.fleet.stop();
  a.gallery.set('bob', localPerson('bob'));
  await expect.poll(async () => (await fleet.people()).length).toBe(2);
  const state = parseState((await b.gallery.loadState()) ?? new Uint8Array());
  await b.gallery.saveState(stateBytes({ ...state, revision: state.revision + 1 }));
  b.fleet = await Fleet.open(b.options);
  b.fleet.start();
  await until(() => b.gallery.get('bob') !== undefined, 'the record');
});

withBroker('a device that was told another number for what it wrote goes on writing', async () => {
  await using fleet = await pair();
  const { a, b } = fleet;
  const [record] = await fleet.people();
  const [found] = await b.gallery.read([{ key: record.key, person_id: 'ada' }]);
  if (!found.shadow) throw new Error('no shadow');
  const data = fromJsonBytes(found.shadow.data) as { readonly revision: number };
  const shadow = { ...found.shadow, data: jsonBytes({ ...data, revision: data.revision + 1 }) };
  await b.gallery.apply([{ shadow, mark: found.mark, person_id: 'ada' }]);
  b.gallery.set('ada', localPerson('ada', { tag: 'later' }));
  await until(() => a.gallery.get('ada')?.tag === 'later', 'the change');
});
