import { expect, test } from 'vitest';
import { Broker, whyNoBroker } from '../../../tools/rehearsal';
import { connect } from './connect';
import { readBucket } from './reader';
import { Stores } from './stores';

const KEYS = 300;
const READS = 20;

test.skipIf(whyNoBroker() !== null)(
  'a bucket is read whole, while its values are written anew, and not at all without a connection',
  async () => {
    await using broker = await Broker.start();
    const signal = AbortSignal.timeout(60_000);
    const connection = await connect({ servers: [broker.url] }, signal);
    const stores = await Stores.create('fleet', connection, 1);
    const keys = Array.from({ length: KEYS }, (_, i) => `key${i}`);
    const write = (key: string) => stores.put('people', key, new Uint8Array(500));
    await Promise.all(keys.map(write));
    let reading = true;
    const writing = (async () => {
      for (let i = 0; reading; i++) await write(keys[(i * 7) % KEYS] ?? '');
    })();
    for (let i = 0; i < READS; i++) {
      const read = await readBucket(stores, 'people');
      expect(new Set(read.map(({ key }) => key)).size).toBe(KEYS);
      expect(read).toHaveLength(KEYS);
    }
    reading = false;
    await writing;
    const refused = expect(readBucket(stores, 'people')).rejects.toThrow('closed');
    await connection.close();
    await refused;
  },
);
