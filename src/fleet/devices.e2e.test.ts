import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { limit } from '../../tools/host';
import {
  Broker,
  foundFleet,
  joinFleet,
  localPerson,
  restart,
  type TestDevice,
  until,
  whyNoBroker,
} from '../../tools/rehearsal';

const withBroker = test.skipIf(whyNoBroker() !== null);
const SOON = { timeout: limit(30_000) };

async function reportOf({ fleet }: TestDevice, name: string) {
  const report = (await fleet.devices()).find((device) => device.name === name);
  if (report === undefined) throw new Error(`no device ${name}`);
  return report;
}

withBroker('a report says who is behind, by how much and since when, until it has caught up', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  a.gallery.set('zoe', localPerson('zoe'));
  const b = await joinFleet(a, 'second');
  try {
    await until(() => b.gallery.persons.length === 1);
    const whole = { behind: 0, lagMs: 0, epoch: 1, revokedMs: null };
    await expect.poll(() => reportOf(a, 'second'), SOON).toMatchObject(whole);
    const began = Date.now();
    await b.fleet.stop();
    for (const id of ['ada', 'bob', 'cem']) a.gallery.set(id, localPerson(id));
    await until(() => a.fleet.status.state === 'live');
    await expect.poll(() => reportOf(a, 'second'), SOON).toMatchObject({ behind: 3 });
    await setTimeout(500);
    const behind = await reportOf(a, 'second');
    expect(behind.lagMs).toBeGreaterThanOrEqual(500);
    expect(behind.contactMs).toBeLessThanOrEqual(began + 1000);
    // A session begins with where the device was; five minutes until the next contact would be long to show it so.
    await restart(b);
    await until(() => b.gallery.persons.length === 4);
    await expect.poll(() => reportOf(a, 'second'), SOON).toMatchObject(whole);
    expect(b.fleet.status.received).toBe(3);
  } finally {
    await Promise.all([a, b].map(({ fleet }) => fleet.stop()));
  }
});

withBroker('a revoked device keeps its name and its time, through later revocations, too', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const [b, c, d] = [await joinFleet(a, 'second'), await joinFleet(a, 'third'), await joinFleet(a, 'fourth')];
  try {
    const began = Date.now();
    await a.fleet.revoke(b.fleet.device.id);
    const gone = await reportOf(a, 'second');
    expect(gone).toMatchObject({ id: b.fleet.device.id, role: 'member', contactMs: null, epoch: null });
    expect(gone.revokedMs).toBeGreaterThanOrEqual(began - 1000);
    await expect.poll(async () => (await reportOf(d, 'fourth')).epoch, SOON).toBe(2);
    await a.fleet.revoke(c.fleet.device.id);
    await expect.poll(async () => (await reportOf(d, 'fourth')).epoch, SOON).toBe(3);
    // Whoever is no admin sees the same, with the keys of the last epoch alone.
    expect(await reportOf(d, 'second')).toEqual(gone);
    expect((await reportOf(d, 'third')).revokedMs).toBeGreaterThanOrEqual(gone.revokedMs ?? 0);
  } finally {
    await Promise.all([a, b, c, d].map(({ fleet }) => fleet.stop()));
  }
});
