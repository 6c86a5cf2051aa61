import { parseArgs } from 'node:util';
import { atMost } from '../bars';
import { PEER_NAMES, type PeerName, peerName } from '../peers';
import { eachAlone } from '../peers/alone';
import { BACKEND, BACKEND_USAGE, backendOf } from '../report/backend';
import { COMMON, COMMON_USAGE, countOf } from '../report/options';
import { output } from '../report/output';
import { TASKS, type Task, tasksOf } from './trace';

const USAGE = `npm run bench -- main-thread [options]

The longest tasks of the page's own thread, which keep it from scrolling and painting: while the peer loads, and while it gives
verdicts. From a trace of the browser's, since its own observers report only what takes longer than 50 ms. Chromium only.

  --photos <n>      photos to verdicts (default 20)
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

const DEFAULT: readonly PeerName[] = ['mien', 'human', 'face-api-tiny', 'naive'];

export async function benchMainThread(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      photos: { type: 'string', default: '20' },
      peer: { type: 'string', multiple: true, default: [...DEFAULT] },
    },
  });
  if (values.help) return console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
  const backend = backendOf(values.backend);
  const rows: { readonly peer: PeerName; readonly loadMs: number; readonly verifyMs: number }[] = [];
  const env = await eachAlone(values.peer.map(peerName), backend, async (tab, peer) => {
    const traced = async (times: number) => {
      await tab.browser.startTracing(tab.page, {
        categories: [...TASKS],
      });
      const work = [peer, times, backend] as const;
      await tab.page.evaluate(([name, count, on]) => runPeer(name, count, on), work);
      return longest(tasksOf((await tab.browser.stopTracing()).toString()));
    };
    rows.push({ peer, loadMs: await traced(1), verifyMs: await traced(countOf('photos', values.photos)) });
  });
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
          head: ['longest task of the page’s thread', 'loading, ms', 'verifying, ms'],
          rows: rows.map(({ peer, loadMs, verifyMs }) => [peer, loadMs.toFixed(1), verifyMs.toFixed(1)]),
        },
      ],
    },
    values,
  );
}

function longest(tasks: readonly Task[]): number {
  if (tasks.length === 0) throw new Error('the trace has no tasks: does this Chromium name them otherwise?');
  return Math.max(...tasks.map(({ ms }) => ms));
}
