import { parseArgs } from 'node:util';
import { environmentLine } from '../../tools/host';
import { quantile } from '../../tools/quantiles';
import {
  Broker,
  fleetFace,
  foundFleet,
  joinFleet,
  localPerson,
  MemoryGallery,
  restart,
  type TestDevice,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';
import { COMMON, COMMON_USAGE, countOf, output } from '../harness';
import { atMost } from '../lib';
import { measureInPages } from './in-pages';

const USAGE = `npm run mien -- bench fleet [options]

A real nats-server on the loopback interface. First devices in Node, whose galleries are in memory: what the fleet and the server take.
Then devices in Chromium, whose galleries are in IndexedDB, as a page has them. Needs nats-server.

  --persons <n>    of the first sync; 20000`;

const DEVICES = 10;
const DELETIONS = 100;
const MISSED = 1000;
const LONG_MS = 600_000;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...COMMON, persons: { type: 'string', default: '20000' } },
  });
  if (values.help) {
    console.log(`${USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const why = whyNoBroker();
  if (why !== null) {
    console.error(why);
    return 1;
  }
  const persons = countOf('persons', values.persons);
  const first = await measureFirstSync(persons);
  const online = await measureOnline();
  const pages = await measureInPages(persons);
  const rows = [
    ['sending, in Node', `${persons} persons`, `${(first.sendMs / 1000).toFixed(1)} s`],
    [
      'first sync of another device, in Node',
      `${persons} persons`,
      `${(first.receiveMs / 1000).toFixed(1)} s`,
    ],
    ['sealing all anew (revoke), in Node', `${persons} persons`, `${(first.rotateMs / 1000).toFixed(1)} s`],
    ['deletion → gone on 10 devices, in Node', `${DELETIONS} deletions`, spread(online.deletionsMs)],
    ['catching up, in Node', `${MISSED} changes`, `${(online.missedMs / 1000).toFixed(2)} s`],
    ['first sync of a page', `${persons} persons`, `${(pages.firstSyncMs / 1000).toFixed(1)} s`],
    ['verify meanwhile', `${pages.meanwhileMs.length} times`, spread(pages.meanwhileMs)],
    ['verify after it', `${pages.usualMs.length} times`, spread(pages.usualMs)],
    ['catching up of a page', `${MISSED} changes`, `${(pages.missedMs / 1000).toFixed(2)} s`],
    [
      'deletion → nobody on 10 galleries of a page',
      `${pages.deletionsMs.length} deletions`,
      spread(pages.deletionsMs),
    ],
  ];
  const bars = [
    atMost('deletion on 10 devices, p95, ms', quantile(pages.deletionsMs, 0.95), 1000),
    atMost('first sync, s', pages.firstSyncMs / 1000, 60),
    atMost('catching up 1,000 changes, s', pages.missedMs / 1000, 3),
    atMost(
      'verify while syncing by verify after it, medians',
      quantile(pages.meanwhileMs, 0.5) / quantile(pages.usualMs, 0.5),
      1.2,
    ),
  ];
  const env = `nats-server on loopback; ${environmentLine()}`;
  output({ env, rows, bars, tables: [{ head: ['what', 'of', 'took'], rows }] }, values);
  return 0;
}

async function measureFirstSync(persons: number) {
  await using broker = await Broker.start();
  const gallery = new MemoryGallery();
  for (let i = 0; i < persons; i++)
    gallery.set(`p${i}`, localPerson(`p${i}`, { faces: [fleetFace(`f${i}`, i + 1)] }));
  const began = performance.now();
  const a = await foundFleet(broker.url, gallery, { heartbeatMs: 1000 });
  await noneWaits(a);
  const sent = performance.now();
  const b = await joinFleet(a, 'second');
  const joined = performance.now();
  console.error(`sent after ${Math.round(sent - began)} ms`);
  await until(() => b.gallery.persons.length === persons, 'the first sync', LONG_MS);
  const received = performance.now();
  console.error(`received after ${Math.round(received - joined)} ms`);
  await a.fleet.revoke(b.fleet.device.id);
  const rotated = performance.now();
  await Promise.all([a.fleet.stop(), b.fleet.stop()]);
  return { sendMs: sent - began, receiveMs: received - joined, rotateMs: rotated - received };
}

async function measureOnline() {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url, undefined, { heartbeatMs: 1000 });
  const devices: TestDevice[] = [];
  for (let i = 0; i < DEVICES; i++) devices.push(await joinFleet(a, `d${i}`));
  const all = (n: number) => devices.every(({ gallery }) => gallery.persons.length === n);
  for (let i = 0; i < DELETIONS; i++) a.gallery.set(`p${i}`, localPerson(`p${i}`));
  await until(() => all(DELETIONS));
  const deletionsMs: number[] = [];
  for (let i = 0; i < DELETIONS; i++) {
    const began = performance.now();
    a.gallery.set(`p${i}`, null);
    await until(() => all(DELETIONS - 1 - i));
    deletionsMs.push(performance.now() - began);
  }
  const late = devices[0] ?? a;
  await late.fleet.stop();
  for (let i = 0; i < MISSED; i++) a.gallery.set(`m${i}`, localPerson(`m${i}`));
  await noneWaits(a);
  const began = performance.now();
  await restart(late);
  await until(() => late.gallery.persons.length === MISSED, 'catching up', LONG_MS);
  const missedMs = performance.now() - began;
  await Promise.all([a, ...devices].map(({ fleet }) => fleet.stop()));
  return { deletionsMs, missedMs };
}

async function noneWaits({ gallery, fleet }: TestDevice): Promise<void> {
  await until(() => fleet.status.state === 'live', 'a server', LONG_MS);
  await until(() => gallery.shadowCount >= gallery.persons.length, 'noting', LONG_MS);
  while ((await gallery.pending(1, '')).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

function spread(ms: readonly number[]): string {
  return `${quantile(ms, 0.5).toFixed(0)} ms, p95 ${quantile(ms, 0.95).toFixed(0)} ms`;
}
