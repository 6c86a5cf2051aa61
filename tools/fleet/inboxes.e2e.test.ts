import type { NatsConnection } from '@nats-io/nats-core';
import { expect, test } from 'vitest';
import { connect } from '../../src/fleet/transport';
import { localPerson, until, whyNoBroker } from '../rehearsal';
import { FleetStage, type StagedDevice } from './testing';

const withBroker = test.skipIf(whyNoBroker() !== null);

function connectAs({ common: { servers }, login, fleet }: StagedDevice): Promise<NatsConnection> {
  return connect({ servers, login, device: fleet.device.id }, AbortSignal.timeout(10_000));
}

/** What a connection hears of a subject, and the error where the server lets it hear nothing. */
async function listen(connection: NatsConnection, subject: string) {
  const heard: string[] = [];
  const refused: Error[] = [];
  connection.subscribe(subject, {
    callback: (error, message) => {
      if (error) refused.push(error);
      else heard.push(message.subject);
    },
  });
  await connection.flush();
  return { heard, refused };
}

withBroker.each(['one', 'hub'] as const)(
  'a device hears the answers to its own questions alone (%s)',
  { timeout: 120_000 },
  async (shape) => {
    await using stage = await FleetStage.make();
    const servers = await stage.begin(shape);
    await using session = await stage.openSession();
    const [a, b] = [
      await stage.join(session, servers, 'a', 'admin'),
      await stage.join(session, servers, 'b', 'read'),
    ];
    const [spy, own] = [await connectAs(a), await connectAs(b)];
    try {
      const inbox = `_INBOX.${b.fleet.device.id}.>`;
      const forbidden = await Promise.all(
        [inbox, '_INBOX.>', '_INBOX.*.*', '_INBOX.*.*.*', '>'].map((subject) => listen(spy, subject)),
      );
      const mine = await listen(own, inbox);
      await until(() => forbidden.every(({ refused }) => refused.length > 0), 'the refusals');
      // Answers and records reach the other one by that very name meanwhile.
      a.port.set('ada', localPerson('ada'));
      await until(() => b.port.get('ada') !== undefined);
      await b.fleet.devices();
      expect(mine.refused).toEqual([]);
      expect(mine.heard.length).toBeGreaterThan(0);
      expect(forbidden.flatMap(({ heard }) => heard)).toEqual([]);
    } finally {
      await Promise.all([spy.close(), own.close(), a.fleet.stop(), b.fleet.stop()]);
    }
  },
);
