import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Fleet } from '../../src/fleet';
import { connect } from '../../src/fleet/transport';
import { limit } from '../host';
import { localPerson, until, whyNoBroker } from '../rehearsal';
import { AdminGallery } from './admin';
import { verifyAudit } from './audit';
import { prepare } from './init';
import { revoke } from './revoke';
import { openSession } from './session';
import { FleetStage } from './testing';

const withBroker = test.skipIf(whyNoBroker() !== null);
const SLOW_MS = limit(120_000);

let stage: FleetStage;

beforeEach(async () => {
  stage = await FleetStage.make();
});

afterEach(() => stage[Symbol.asyncDispose]());

withBroker('one server: joined, used, revoked', { timeout: SLOW_MS }, async () => {
  const servers = await stage.begin('one');
  expect((await stat(join(stage.directory, 'admin.sealed'))).mode & 0o777).toBe(0o600);
  await expect(openSession(stage.directory, 'another')).rejects.toThrow('does not open');
  await using session = await stage.openSession();
  const writer = await stage.join(session, servers, 'writer');
  const reader = await stage.join(session, servers, 'reader', 'read');
  const admin = await stage.join(session, servers, 'second admin', 'admin');
  try {
    expect([writer, reader, admin].map(({ fleet }) => fleet.status.fault)).toEqual([null, null, null]);
    writer.port.set('ada', localPerson('ada'));
    writer.port.auditLog.push(new TextEncoder().encode('one') as Uint8Array<ArrayBuffer>);
    writer.port.touch();
    await until(() => reader.port.get('ada') !== undefined && admin.port.get('ada') !== undefined);
    const named = await session.fleet.devices();
    expect(named.map(({ name }) => name).sort()).toEqual(['operator', 'reader', 'second admin', 'writer']);
    await until(() => writer.fleet.status.state === 'live');
    let verdicts = await verifyAudit(session.fleet);
    for (let i = 0; i < 100 && !verdicts.some(({ entries }) => entries === 1); i++)
      verdicts = await verifyAudit(session.fleet);
    expect(verdicts.map(({ problems }) => problems)).toEqual([[], [], [], []]);
    expect(verdicts.find(({ name }) => name === 'writer')?.entries).toBe(1);

    // Somebody changes the reader's gallery: the server refuses, and the fleet is told nothing.
    reader.port.set('eve', localPerson('eve'));
    await until(() => reader.fleet.status.state === 'ended', 'the refusal');
    expect(reader.fleet.status.reason?.kind).toBe('refused');
    expect(writer.port.get('eve')).toBeUndefined();

    await revoke(session, 'writer');
    await until(() => writer.fleet.status.state === 'ended', 'the end of the revoked device');
    const again = await Fleet.open({ ...writer.common, login: writer.login });
    again.start();
    await until(() => again.status.state === 'ended');
    expect(again.status.reason?.kind).toBe('refused');
    await again.stop();
    // An admin's device goes on under the new epoch.
    admin.port.set('bob', localPerson('bob'));
    await until(() => admin.fleet.status.state === 'live');
    const left = (await session.fleet.devices()).filter(({ revokedMs }) => revokedMs === null);
    expect(left.map(({ name }) => name).sort()).toEqual(['operator', 'reader', 'second admin']);
    await expect(revoke(session, 'writer')).rejects.toThrow('there is no device');
  } finally {
    await Promise.all([writer, reader, admin].map(({ fleet }) => fleet.stop()));
  }
});

withBroker(
  'nobody without a login hears of the fleet, and no device removes what it may not',
  { timeout: SLOW_MS },
  async () => {
    const servers = await stage.begin('one');
    await using session = await stage.openSession();
    const { fleet, login } = await stage.join(session, servers, 'writer');
    await fleet.stop();
    const { id } = session.fleet;
    const guest = await connect({ servers }, AbortSignal.timeout(10_000));
    await expect(
      guest.request(`$JS.API.STREAM.INFO.KV_mien_${id}_people`, '', { timeout: 1000 }),
    ).rejects.toThrow();
    await guest.close();
    const device = await connect({ servers, login, device: fleet.device.id }, AbortSignal.timeout(10_000));
    const jsm = await jetstreamManager(device, { checkAPI: false });
    await expect(jsm.streams.purge(`KV_mien_${id}_people`)).rejects.toThrow();
    await expect(jsm.streams.delete(`mien_${id}_audit`)).rejects.toThrow();
    await expect(device.request(`$KV.mien_${id}_devices.epoch.2`, 'x', { timeout: 1000 })).rejects.toThrow();
    await expect(device.request(`mien.${id}.audit.another`, 'x', { timeout: 1000 })).rejects.toThrow();
    await device.close();
    const operator = await AdminGallery.open(join(stage.directory, 'admin.sealed'), stage.passphrase);
    const all = await connect({ servers, login: { seed: operator.seed } }, AbortSignal.timeout(10_000));
    const { config } = await (await jetstreamManager(all)).streams.info(`mien_${id}_audit`);
    expect(config).toMatchObject({ deny_delete: true, deny_purge: true });
    await expect((await jetstreamManager(all)).streams.purge(config.name)).rejects.toThrow();
    await all.close();
  },
);

withBroker('three servers keep each record; one may die', { timeout: SLOW_MS }, async () => {
  const servers = await stage.begin('three');
  expect(servers).toHaveLength(3);
  await using session = await stage.openSession();
  const one = await stage.join(session, servers, 'one');
  const two = await stage.join(session, servers, 'two');
  try {
    one.port.set('ada', localPerson('ada'));
    await until(() => two.port.get('ada') !== undefined);
    stage.killFirst();
    one.port.set('bob', localPerson('bob'));
    await until(() => two.port.get('bob') !== undefined, 'what comes after a server died', SLOW_MS);
  } finally {
    await Promise.all([one, two].map(({ fleet }) => fleet.stop()));
  }
});

withBroker('a branch hands on to its hub', { timeout: SLOW_MS }, async () => {
  const servers = await stage.begin('hub');
  const conf = await readFile(join(stage.directory, 'branch.conf'), 'utf8');
  const port = /websocket \{\s+listen: "127\.0\.0\.1:(\d+)"/.exec(conf)?.[1];
  const atBranch = [`ws://127.0.0.1:${port}`];
  await using session = await stage.openSession();
  const far = await stage.join(session, atBranch, 'at the branch');
  const near = await stage.join(session, servers, 'at the hub');
  try {
    far.port.set('ada', localPerson('ada'));
    await until(() => near.port.get('ada') !== undefined);
    near.port.set('ada', null);
    await until(() => far.port.get('ada') === undefined);
    await revoke(session, 'at the branch');
    await until(() => far.fleet.status.state === 'ended', 'the end of the revoked device');
  } finally {
    await Promise.all([far, near].map(({ fleet }) => fleet.stop()));
  }
});

test('what was sealed opens with its passphrase alone, and keeps the keys', async () => {
  const path = join(stage.directory, 'sealed');
  const gallery = await AdminGallery.create(path, stage.passphrase, 'SUSEED');
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  await gallery.saveDeviceKeys([pair]);
  const [back] = await (await AdminGallery.open(path, stage.passphrase)).loadDeviceKeys();
  if (back === undefined) throw new Error('no key');
  const shared = (from: CryptoKey, to: CryptoKey) =>
    crypto.subtle.deriveBits({ name: 'ECDH', public: to }, from, 256);
  expect(await shared(back.privateKey, pair.publicKey)).toEqual(
    await shared(pair.privateKey, back.publicKey),
  );
  expect((await readFile(path)).includes('SUSEED')).toBe(false);
  const bytes = await readFile(path);
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  await writeFile(path, bytes);
  await expect(AdminGallery.open(path, stage.passphrase)).rejects.toThrow('does not open');
});

test('plain WebSocket stays on this machine', async () => {
  await expect(prepare({ ...(await stage.options('one')), hosts: ['192.0.2.1'] })).rejects.toThrow('plain');
});
