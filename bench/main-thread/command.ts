import { parseArgs } from 'node:util';
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
} from '../harness';
import { atMost } from '../lib';
import { PEER_NAMES, type PeerName, peerName } from '../peers';
import { TASKS, type Task, tasksOf } from './trace';

const USAGE = `npm run mien -- bench main-thread [options]

The longest tasks of the page's own thread, which keep it from scrolling and painting: while the peer loads, and while it gives
verdicts. From a trace of the browser's, since its own observers report only what takes longer than 50 ms. In brackets the most
that one computed: the rest is waiting for a core, of which busy workers leave the page less. Chromium only.

  --photos <n>      photos to verdicts (default 20)
  --runs <n>        browsers of each, in turns; medians (default 5)
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

const DEFAULT: readonly PeerName[] = ['mien', 'human', 'face-api-tiny', 'naive'];

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      photos: { type: 'string', default: '20' },
      runs: { type: 'string', default: '5' },
      peer: { type: 'string', multiple: true, default: [...DEFAULT] },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const backend = backendOf(values.backend);
  const photos = countOf('photos', values.photos);
  const runs = countOf('runs', values.runs);
  const measured = new Map<PeerName, Run[]>();
  const names = Array.from({ length: runs }, () => values.peer.map(peerName)).flat();
  const env = await eachAlone(names, backend, async (tab, peer) => {
    const traced = async (times: number) => {
      await tab.browser.startTracing(tab.page, {
        categories: [...TASKS],
      });
      const work = [peer, times, backend] as const;
      await tab.page.evaluate(([name, count, on]) => runPeer(name, count, on), work);
      return longest(tasksOf((await tab.browser.stopTracing()).toString()));
    };
    const run = { load: await traced(1), verify: await traced(photos) };
    measured.set(peer, [...(measured.get(peer) ?? []), run]);
  });
  const complete = [...measured].filter(([, each]) => each.length === runs);
  const rows = complete.map(([peer, each]) => summary(peer, each));
  const own = rows.find(({ peer }) => peer === 'mien');
  output(
    {
      env,
      rows,
      bars: [
        atMost('mien: longest task while it loads, ms', own?.loadMs, 16),
        atMost('mien: longest task while it verifies, ms', own?.verifyMs, 16),
      ],
      tables: [
        {
          head: ['longest task of the page’s thread', 'loading, ms (computing)', 'verifying, ms (computing)'],
          rows: rows.map((row) => [
            row.peer,
            `${row.loadMs.toFixed(1)} (${row.loadComputedMs.toFixed(1)})`,
            `${row.verifyMs.toFixed(1)} (${row.verifyComputedMs.toFixed(1)})`,
          ]),
        },
      ],
    },
    values,
  );
  return 0;
}

/** The most that one task took, and the most that one computed, which may be another. */
interface Longest {
  readonly ms: number;
  readonly computedMs: number;
}

function longest(tasks: readonly Task[]): Longest {
  if (tasks.length === 0) throw new Error('the trace has no tasks: does this Chromium name them otherwise?');
  return {
    ms: Math.max(...tasks.map(({ ms }) => ms)),
    computedMs: Math.max(...tasks.map(({ computedMs }) => computedMs)),
  };
}

interface Run {
  readonly load: Longest;
  readonly verify: Longest;
}

/** Medians over the runs. */
function summary(peer: PeerName, runs: readonly Run[]) {
  const over = (pick: (run: Run) => number) => median(runs.map(pick));
  return {
    peer,
    loadMs: over(({ load }) => load.ms),
    loadComputedMs: over(({ load }) => load.computedMs),
    verifyMs: over(({ verify }) => verify.ms),
    verifyComputedMs: over(({ verify }) => verify.computedMs),
  };
}
