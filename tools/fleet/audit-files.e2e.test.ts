import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GENESIS, hashOf } from '../../src/audit';
import { verifyFile } from '../audit';
import { Broker, foundFleet, joinFleet, type MemoryGallery, until, whyNoBroker } from '../rehearsal';
import { exportAudits } from './audit-files';

/** Entries as a gallery writes them: each with its number and the hash of the one before. Those before `first` it had no more. */
async function log(gallery: MemoryGallery, first: number, last: number): Promise<string> {
  let prev = GENESIS;
  const encoder = new TextEncoder();
  for (let n = 1; n <= last; n++) {
    const line = JSON.stringify({ n, time: `t${n}`, what: 'verified', prev });
    prev = await hashOf(line);
    const kept = n < first ? JSON.stringify({ n, what: 'missing' }) : line;
    gallery.auditLog.push(encoder.encode(kept));
  }
  gallery.touch();
  return prev;
}

test.skipIf(whyNoBroker() !== null)(
  'each device’s log becomes a file that the command for logs follows without a key',
  { timeout: 120_000 },
  async () => {
    await using broker = await Broker.start();
    const folder = await mkdtemp(join(tmpdir(), 'mien-audit-'));
    const a = await foundFleet(broker.url);
    const b = await joinFleet(a, 'north door');
    try {
      await until(() => [a, b].every(({ fleet }) => fleet.status.state === 'live'));
      const heads = [await log(a.gallery, 1, 5), await log(b.gallery, 3, 7)];
      const counts = async () => (await a.fleet.audit()).map(({ entries }) => entries.length).sort();
      await expect.poll(counts, { timeout: 30_000 }).toEqual([5, 7]);
      const exports = await exportAudits(a.fleet, folder);
      const ids = [a, b].map(({ fleet }) => fleet.device.id);
      const byId = new Map(exports.map((each) => [each.device, each]));
      const files = ids.map((id) => byId.get(id)?.file ?? '');
      expect(ids.map((id) => byId.get(id)?.head)).toEqual(heads);
      expect(exports.flatMap(({ problems }) => problems)).toEqual([]);
      const verdicts = await Promise.all(files.map(verifyFile));
      expect(verdicts).toMatchObject([
        { appid: 'first', entries: 5, first: 1, problems: [], end: { last: 5, head: heads[0] } },
        // What its device had forgotten before it joined is not missing.
        { appid: 'north door', entries: 5, first: 3, problems: [], end: { last: 7, head: heads[1] } },
      ]);
      expect((await stat(files[0])).mode & 0o777).toBe(0o600);
      await writeFile(files[0], (await readFile(files[0], 'utf8')).replace('"t2"', '"t9"'));
      expect((await verifyFile(files[0])).problems).toEqual([{ n: 2, problem: 'changed' }]);
    } finally {
      await Promise.all([a, b].map(({ fleet }) => fleet.stop()));
      await rm(folder, { recursive: true, force: true });
    }
  },
);
