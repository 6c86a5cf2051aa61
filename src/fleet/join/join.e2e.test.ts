import { expect, test } from 'vitest';
import { Broker, foundFleet, joinFleet, MemoryGallery, until, whyNoBroker } from '../../../tools/rehearsal';
import { Fleet } from '..';
import { connect } from '../transport';
import { codesOf, commitment } from './code';
import { greeting, message, parse, subjects } from './messages';

const why = whyNoBroker();
const withBroker = test.skipIf(why !== null);

const SHOWN = { session: 's', identity: 'i', publicKey: 'p', nonce: 'n', deviceName: 'kiosk' };

test('whoever says anything else to one of two devices gives them other codes', async () => {
  const transcript = { ...SHOWN, admin: 'a', adminNonce: 'x' };
  const { code, check } = await codesOf(transcript);
  expect(code).toMatch(/^\d{6}$/);
  expect(check).toMatch(/^\d{6}$/);
  for (const field of Object.keys(transcript)) {
    expect((await codesOf({ ...transcript, [field]: 'other' })).code).not.toBe(code);
  }
  for (const field of Object.keys(SHOWN)) {
    expect(await commitment({ ...SHOWN, [field]: 'other' })).not.toEqual(await commitment(SHOWN));
  }
});

withBroker('a wrong code admits nobody, and after three the invitation is over', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  try {
    await until(() => a.fleet.status.state === 'live');
    const invitation = a.fleet.invite();
    expect(await invitation.confirm('123456')).toEqual({ kind: 'nobody' });
    const gallery = new MemoryGallery();
    let shown = '';
    const end = new AbortController();
    const joining = Fleet.join({
      ...a.options,
      port: gallery,
      deviceName: 'kiosk',
      showCode: (code) => {
        shown = code;
      },
      confirm: async () => true,
      signal: end.signal,
    });
    joining.catch(() => undefined);
    await until(() => shown !== '');
    const wrong = shown === '000000' ? '000001' : '000000';
    expect(invitation.guest).toBe('kiosk');
    expect(await invitation.confirm(wrong)).toEqual({ kind: 'wrong', triesLeft: 2 });
    expect(await invitation.confirm(wrong)).toEqual({ kind: 'wrong', triesLeft: 1 });
    expect(await invitation.confirm(wrong)).toEqual({ kind: 'wrong', triesLeft: 0 });
    expect(await invitation.confirm(shown)).toEqual({ kind: 'over' });
    end.abort(new Error('given up'));
    await expect(joining).rejects.toThrow('given up');
    expect(await gallery.loadState()).toBeNull();
  } finally {
    await a.fleet.stop();
  }
});

withBroker('without an invitation, or after its time, no device joins', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  try {
    await until(() => a.fleet.status.state === 'live');
    const ask = () =>
      Fleet.join({
        ...a.options,
        port: new MemoryGallery(),
        deviceName: 'kiosk',
        showCode: () => undefined,
        confirm: async () => true,
      });
    await expect(ask()).rejects.toMatchObject({ kind: 'no_invitation' });
    const invitation = a.fleet.invite({ expiresMs: 50 });
    await until(() => !invitation.open);
    await expect(ask()).rejects.toMatchObject({ kind: 'no_invitation' });
  } finally {
    await a.fleet.stop();
  }
});

withBroker('who asks again, since no answer came, gets the same one, and is one device', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const guest = await connect({ servers: [broker.url] }, AbortSignal.timeout(10_000));
  try {
    await until(() => a.fleet.status.state === 'live');
    const invitation = a.fleet.invite();
    const knock = async (session: string, committed = 'c') => {
      const { data } = await guest.request(
        subjects.knock('fleet'),
        message({ session, commitment: committed }),
      );
      return parse(greeting, data);
    };
    // The server hears of an invitation a moment later.
    await expect.poll(() => knock('one').catch(() => null)).not.toBeNull();
    const first = await knock('one');
    for (let i = 0; i < 3; i++) expect(await knock('one')).toEqual(first);
    expect(await knock('two')).not.toEqual(first);
    // Another commitment is another device.
    expect(await knock('two', 'd')).not.toBeNull();
    expect(await knock('three')).toBeNull();
    invitation.close();
  } finally {
    await guest.close();
    await a.fleet.stop();
  }
});

withBroker(
  'who sits between the devices is seen: the codes differ, and nobody gets the secrets',
  async () => {
    await using broker = await Broker.start();
    await using elsewhere = await Broker.start();
    // The attacker's fleet answers the new device, and the attacker's device asks the true admin.
    const a = await foundFleet(broker.url);
    const evil = await foundFleet(elsewhere.url);
    const end = new AbortController();
    try {
      await until(() => a.fleet.status.state === 'live' && evil.fleet.status.state === 'live');
      const invitation = a.fleet.invite();
      evil.fleet.invite();
      const codes = { new: '', evil: '' };
      const ask = (url: string, who: 'new' | 'evil', port: MemoryGallery) =>
        Fleet.join({
          servers: [url],
          port,
          deviceName: 'kiosk',
          showCode: (code) => {
            codes[who] = code;
          },
          confirm: async () => false,
          signal: end.signal,
        }).catch(() => undefined);
      const stolen = new MemoryGallery();
      const asking = [ask(elsewhere.url, 'new', new MemoryGallery()), ask(broker.url, 'evil', stolen)];
      await until(() => codes.new !== '' && codes.evil !== '');
      expect(codes.new).not.toBe(codes.evil);
      // The admin types what the new device shows.
      expect(await invitation.confirm(codes.new)).toMatchObject({ kind: 'wrong' });
      end.abort(new Error('given up'));
      await Promise.all(asking);
      expect(await stolen.loadState()).toBeNull();
    } finally {
      await Promise.all([a.fleet.stop(), evil.fleet.stop()]);
    }
  },
);

withBroker('a member reads no audit, invites and revokes nobody; an admin does', async () => {
  await using broker = await Broker.start();
  const a = await foundFleet(broker.url);
  const member = await joinFleet(a, 'member');
  const admin = await joinFleet(a, 'admin', undefined, { role: 'admin' });
  try {
    await until(() => member.fleet.status.state === 'live' && admin.fleet.status.state === 'live');
    expect(() => member.fleet.invite()).toThrow('only an admin');
    await expect(member.fleet.revoke(a.fleet.device.id)).rejects.toMatchObject({ kind: 'no_admin' });
    await expect(member.fleet.audit()).rejects.toMatchObject({ kind: 'no_admin' });
    expect(await admin.fleet.audit()).toEqual([]);
    const devices = await admin.fleet.devices();
    expect(devices.map(({ name, role }) => [name, role]).sort()).toEqual([
      ['admin', 'admin'],
      ['first', 'admin'],
      ['member', 'member'],
    ]);
    for (const { contactMs } of devices) expect(Math.abs((contactMs ?? 0) - Date.now())).toBeLessThan(60_000);
  } finally {
    await Promise.all([a, member, admin].map(({ fleet }) => fleet.stop()));
  }
});
