import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../../tools/quantiles';
import {
  BACKEND,
  BACKEND_USAGE,
  backendOf,
  COMMON,
  COMMON_USAGE,
  countOf,
  output,
  sayAbsent,
} from '../harness';
import { atMost, type Bar, ratio } from '../lib';
import { PEER_NAMES, type PeerName, peerName } from '../peers';
import type { ColdRow } from './types';
import { openVisits } from './visits';

const USAGE = `npm run mien -- bench cold [options]

From opening a page to the first template: on a first visit, with an empty browser profile; after that page's reload; and on a
second visit with the same profile, in a browser started anew. Nobody is attached to it; another sample photo each run, the peers in
turns. Also what a first visit loads, compressed. Chromium only.

  --runs <n>        of each (default 6, as many as there are photos)
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

/** Which each run begins anew: what a photo costs depends on it, and a look again costs as much as a look. */
const SAMPLE_PHOTOS = 6;
const FIRST_MB: Readonly<Partial<Record<PeerName, number>>> = { mien: 2.9, 'mien-retail': 6 };

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      runs: { type: 'string', default: '6' },
      peer: { type: 'string', multiple: true, default: PEER_NAMES.filter((name) => name !== 'human-lean') },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const peers = values.peer.map(peerName);
  const runs = countOf('runs', values.runs);
  const backend = backendOf(values.backend);
  await using visits = await openVisits(backend);
  const times = new Map(
    peers.map((peer) => [
      peer,
      { first: [] as number[], reload: [] as number[], again: [] as number[], bytes: 0 },
    ]),
  );
  for (let run = 0; run < runs; run++) {
    for (const [peer, time] of times) {
      console.error(`${peer}, ${run + 1} of ${runs}`);
      const photo = (run % SAMPLE_PHOTOS) + 1;
      const profile = mkdtempSync(join(tmpdir(), 'mien-cold-'));
      try {
        const [first, reload] = await visits.visit(profile, peer, photo, 'reload');
        if (run === 0) time.bytes = await visits.loadedBytes();
        const [again] = await visits.visit(profile, peer, photo);
        time.first.push(first);
        time.reload.push(reload);
        time.again.push(again);
      } catch (error) {
        sayAbsent(peer, error);
        times.delete(peer);
      } finally {
        rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      }
    }
  }
  const rows: ColdRow[] = [...times].map(([peer, { first, reload, again, bytes }]) => ({
    peer,
    firstMs: median(first),
    reloadMs: median(reload),
    againMs: median(again),
    bytes,
    runs,
  }));
  output({ env: await visits.environment(), rows, bars: bars(rows), tables: [table(rows)] }, values);
  return 0;
}

function bars(rows: readonly ColdRow[]): Bar[] {
  const find = (name: PeerName) => rows.find(({ peer }) => peer === name);
  const others = rows.filter(({ peer }) => peer.startsWith('human') || peer.startsWith('face-api'));
  const byFastest = (what: string, pick: (row: ColdRow) => number, most: number) => {
    const mien = find('mien');
    const fastest = others.length === 0 ? undefined : Math.min(...others.map(pick));
    return atMost(`mien: ${what} by the fastest peer’s`, ratio(mien && pick(mien), fastest), most);
  };
  return [
    byFastest('first visit', ({ firstMs }) => firstMs, 0.9),
    byFastest('reload', ({ reloadMs }) => reloadMs, 0.45),
    byFastest('second visit, browser started anew,', ({ againMs }) => againMs, 1),
    ...Object.entries(FIRST_MB).map(([name, most]) =>
      atMost(`${name}: first visit, MB compressed`, ratio(find(name as PeerName)?.bytes, 1e6), most),
    ),
  ];
}

function table(rows: readonly ColdRow[]) {
  return {
    head: ['page to first template', 'first visit, ms', 'reload, ms', 'second visit, ms', 'MB, brotli'],
    rows: rows.map((row) => [
      row.peer,
      row.firstMs.toFixed(0),
      row.reloadMs.toFixed(0),
      row.againMs.toFixed(0),
      (row.bytes / 1e6).toFixed(1),
    ]),
  };
}
