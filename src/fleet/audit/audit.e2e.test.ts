import { beforeAll, expect, test } from 'vitest';
import { Broker, foundFleet, joinFleet, restart, until, whyNoBroker } from '../../../tools/rehearsal';
import { random, utf8 } from '../bytes';
import { pairOf, publicText } from '../keys';
import { auditStream, connect, type Stores } from '../transport';
import { append, openChain } from './chain';

const why = whyNoBroker();
let pair: CryptoKeyPair;
let values: Uint8Array[];

/** The stream's side of an append alone: the chain needs no more. */
function streamOf(all: Uint8Array[]): Stores {
  return {
    fleet: 'fleet',
    append: async (_: string, value: Uint8Array) => all.push(value),
  } as unknown as Stores;
}

beforeAll(async () => {
  pair = await pairOf(random(32));
  values = [];
  let link = { count: 0, sequence: 0, hash: '' };
  for (const text of ['one', 'two', 'three', 'four'])
    link = await append(streamOf(values), 'device', await publicText(pair), link, utf8(text));
});

const texts = ({ entries }: { readonly entries: readonly Uint8Array[] }) =>
  entries.map((entry) => new TextDecoder().decode(entry));

test('a whole chain opens in its order', async () => {
  const chain = await openChain('fleet', 'device', pair, values);
  expect(chain.brokenAt).toBeNull();
  expect(texts(chain)).toEqual(['one', 'two', 'three', 'four']);
});

test.each([
  ['one is left out', (v: Uint8Array[]) => v.toSpliced(1, 1), 2],
  ['two change places', (v: Uint8Array[]) => [v[1], v[0], ...v.slice(2)], 1],
  ['one comes twice', (v: Uint8Array[]) => [v[0], v[0], ...v.slice(1)], 2],
  [
    'a byte is changed',
    (v: Uint8Array[]) =>
      v.with(
        2,
        (v[2] ?? new Uint8Array()).map((b, i) => (i === 90 ? b ^ 1 : b)),
      ),
    3,
  ],
  ['the first are gone', (v: Uint8Array[]) => v.slice(2), 1],
])('%s: the chain says where', async (_, change, brokenAt) => {
  const changed = change(values).filter((value) => value !== undefined);
  expect((await openChain('fleet', 'device', pair, changed)).brokenAt).toBe(brokenAt);
});

test('another device’s chain, or another fleet’s, does not open', async () => {
  expect((await openChain('fleet', 'other', pair, values)).brokenAt).toBe(1);
  expect((await openChain('other', 'device', pair, values)).brokenAt).toBe(1);
});

test('an entry put anew at its number does not fit the one after it', async () => {
  const other: Uint8Array[] = [];
  const link = await append(
    streamOf(other),
    'device',
    await publicText(pair),
    { count: 0, sequence: 0, hash: '' },
    utf8('x'),
  );
  expect(link.count).toBe(1);
  const forged = [other[0], ...values.slice(1)].filter((value) => value !== undefined);
  expect((await openChain('fleet', 'device', pair, forged)).brokenAt).toBe(2);
});

test.skipIf(why !== null)(
  'entries go to the stream, across restarts, and nobody deletes them there',
  async () => {
    await using broker = await Broker.start();
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'second');
    try {
      for (let i = 0; i < 150; i++) b.gallery.auditLog.push(utf8(`b ${i}`));
      a.gallery.auditLog.push(utf8('a 0'));
      // A gallery says that something has changed.
      a.gallery.touch();
      b.gallery.touch();
      await until(() => b.fleet.status.state === 'live');
      b.gallery.auditLog.push(utf8('b 150'));
      await restart(b);
      const count = async () =>
        (await a.fleet.audit()).map(({ device, entries }) => [device, entries.length]);
      const all = async (n: number) => {
        let now = await count();
        for (let i = 0; i < 500 && !now.some(([, length]) => length === n); i++) {
          await new Promise((resolve) => setTimeout(resolve, 20));
          now = await count();
        }
      };
      await all(151);
      const chains = await a.fleet.audit();
      expect(chains.map(({ brokenAt }) => brokenAt)).toEqual([null, null]);
      expect(chains.flatMap(texts)).toContain('a 0');
      const connection = await connect({ servers: [broker.url] }, AbortSignal.timeout(10_000));
      const { jetstreamManager } = await import('@nats-io/jetstream');
      const jsm = await jetstreamManager(connection);
      for await (const { config } of jsm.streams.list()) {
        if (!config.name.includes('audit')) continue;
        expect(config.name).toBe(auditStream(config.name.slice('mien_'.length, -'_audit'.length)));
        await expect(jsm.streams.purge(config.name)).rejects.toThrow();
        await expect(jsm.streams.deleteMessage(config.name, 1)).rejects.toThrow();
      }
      await connection.close();
    } finally {
      await Promise.all([a.fleet.stop(), b.fleet.stop()]);
    }
  },
);
