import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localPerson, until, whyNoBroker } from '../rehearsal';
import { FleetStage, makeCertificates, whyNoOpenssl } from './testing';

const why = whyNoBroker() ?? whyNoOpenssl();

test.skipIf(why !== null).each(['one', 'three', 'hub'] as const)(
  `servers of the made configuration speak TLS to browsers and to each other (%s)${why ? ` (skipped: ${why})` : ''}`,
  { timeout: 240_000 },
  async (shape) => {
    await using stage = await FleetStage.make();
    makeCertificates(stage.directory);
    const servers = await stage.begin(shape, false);
    expect(servers.every((address) => address.startsWith('wss://127.0.0.1:'))).toBe(true);
    await using session = await stage.openSession();
    const far = shape === 'hub' ? [await branchOf(stage.directory)] : servers;
    const [a, b] = [await stage.join(session, far, 'a'), await stage.join(session, servers, 'b')];
    try {
      expect([a, b].map(({ fleet }) => fleet.status.fault)).toEqual([null, null]);
      a.port.set('ada', localPerson('ada'));
      await until(() => b.port.get('ada') !== undefined);
    } finally {
      await Promise.all([a, b].map(({ fleet }) => fleet.stop()));
    }
    // Whoever does not know the authority is told nothing.
    await expect(fetch(servers[0].replace('wss:', 'https:'))).rejects.toThrow();
    await expect(fetch(servers[0].replace('wss:', 'http:'))).resolves.toMatchObject({ status: 400 });
  },
);

async function branchOf(directory: string): Promise<string> {
  const text = await readFile(join(directory, 'branch.conf'), 'utf8');
  const port = /websocket \{\s+listen: "[^:]+:(\d+)"/.exec(text)?.[1];
  return `wss://127.0.0.1:${port}`;
}
