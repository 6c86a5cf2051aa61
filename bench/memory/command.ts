import { parseArgs } from 'node:util';
import type { Backend } from '../../src/protocol';
import type { EnginePage } from '../../tools/browser';
import { median } from '../../tools/quantiles';
import {
  BACKEND,
  BACKEND_USAGE,
  backendOf,
  COMMON,
  COMMON_USAGE,
  countOf,
  eachAlone,
  output,
  rendererMemory,
} from '../harness';
import { atMost, type Bar, ratio } from '../lib';
import { PEER_NAMES, type PeerName, peerName } from '../peers';

const USAGE = `npm run mien -- bench memory [options]

What each peer holds after a number of photos, in a browser of its own: by the browser's account (JavaScript and WebAssembly) and
by the system's (PSS of the renderers; a blank page beside). Chromium on Linux only.

  --photos <n>      photos to verdicts before it is read (default 40)
  --long <n>        instead: mien alone over so many, read twenty times: how much it grows from the second fifth of
                    the readings to the last; medians, since what the system counts goes up and down by a fifth
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

interface MemoryRow {
  readonly peer: PeerName | 'blank page';
  readonly verdicts: number;
  /** Null where the browser does not say. */
  readonly accountBytes: number | null;
  readonly rendererBytes: number;
}

/** Of a long run. */
const READINGS = 20;

const DEFAULT: readonly PeerName[] = [
  'mien',
  'mien-retail',
  'mien-fast',
  'human',
  'face-api-tiny',
  'face-api-ssd',
];

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      photos: { type: 'string', default: '40' },
      long: { type: 'string' },
      peer: { type: 'string', multiple: true, default: [...DEFAULT] },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const backend = backendOf(values.backend);
  const rows: MemoryRow[] = [];
  const readings = (all: number) =>
    Array.from({ length: READINGS }, (_, i) => Math.ceil((all * (i + 1)) / READINGS));
  const names: MemoryRow['peer'][] =
    values.long === undefined ? ['blank page', ...values.peer.map(peerName)] : ['mien'];
  const counts =
    values.long === undefined ? [countOf('photos', values.photos)] : readings(countOf('long', values.long));
  const env = await eachAlone(names, backend, async (tab, peer) => {
    rows.push(...(await measure(tab, peer, peer === 'blank page' ? [0] : counts, backend)));
  });
  const table = {
    head: ['library', 'verdicts', 'browser’s account, MB', 'renderers, MB'],
    rows: rows.map((row) => [
      row.peer,
      `${row.verdicts}`,
      megabytes(row.accountBytes),
      megabytes(row.rendererBytes),
    ]),
  };
  const bars = values.long === undefined ? peerBars(rows) : growthBars(rows);
  output({ env, rows, bars, tables: [table] }, values);
  return 0;
}

/** Memory after each of these numbers of verdicts. */
async function measure(
  tab: EnginePage,
  peer: MemoryRow['peer'],
  counts: readonly number[],
  backend: Backend,
): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  let done = 0;
  for (const verdicts of counts) {
    if (peer !== 'blank page') {
      const work = [peer, verdicts - done, backend] as const;
      await tab.page.evaluate(([name, times, on]) => runPeer(name, times, on), work);
    }
    done = verdicts;
    // The account asks for a collection of its own, which takes its time.
    const accountBytes = await tab.page.evaluate(async () => {
      const { measureUserAgentSpecificMemory } = performance as unknown as {
        measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
      };
      return (await measureUserAgentSpecificMemory?.call(performance))?.bytes ?? null;
    });
    rows.push({ peer, verdicts, accountBytes, rendererBytes: await rendererMemory(tab.browser) });
  }
  return rows;
}

function peerBars(rows: readonly MemoryRow[]): Bar[] {
  const others = rows.filter(({ peer }) => peer.startsWith('human') || peer.startsWith('face-api'));
  const own = rows.find(({ peer }) => peer === 'mien');
  const least = (pick: (row: MemoryRow) => number | null) =>
    others.length === 0 ? undefined : Math.min(...others.map((row) => pick(row) ?? Number.NaN));
  return [
    atMost(
      'mien: browser’s account by the lightest peer’s',
      ratio(
        own?.accountBytes,
        least((row) => row.accountBytes),
      ),
      0.5,
    ),
    atMost(
      'mien: renderers by the lightest peer’s',
      ratio(
        own?.rendererBytes,
        least((row) => row.rendererBytes),
      ),
      1,
    ),
  ];
}

function growthBars(rows: readonly MemoryRow[]): Bar[] {
  const fifth = (n: number) => rows.slice(((n - 1) * READINGS) / 5, (n * READINGS) / 5);
  const [early, late] = [fifth(2), fifth(5)];
  const what = `from ${early[0].verdicts}–${early.at(-1)?.verdicts} to ${late[0].verdicts}–${late.at(-1)?.verdicts} verdicts`;
  const growth = (of: (row: MemoryRow) => number) => ratio(median(late.map(of)), median(early.map(of)));
  return [
    atMost(
      `mien: browser’s account ${what}`,
      growth((row) => row.accountBytes ?? Number.NaN),
      1.02,
    ),
    atMost(
      `mien: renderers ${what}`,
      growth((row) => row.rendererBytes),
      1.02,
    ),
  ];
}

function megabytes(bytes: number | null): string {
  return bytes === null ? '–' : (bytes / 1e6).toFixed(0);
}
