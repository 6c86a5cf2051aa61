import { parseArgs } from 'node:util';
import {
  BACKEND,
  BACKEND_USAGE,
  backendOf,
  browserArgsFor,
  COMMON,
  COMMON_USAGE,
  countOf,
  environmentOf,
  openBenchTab,
  output,
  photoSite,
  sayAbsent,
} from '../harness';
import { PEER_NAMES, peerName } from '../peers';
import { verifyBars } from './bars';
import { verifyChart } from './chart';
import { verifyTables } from './tables';

const USAGE = `npm run mien -- bench verify [options]

Photo to verdict, warm: mien with each of its models beside human, face-api and a page that uses the same packages
directly; each photo by all of them in turns. Also photos of 12 megapixels, and how many faces each missed.

  --images <folder> one folder a person; without, faces cut from the sample photos, of which nobody knows who is who
  --photos <n>      how many (default 60)
  --runs <n>        rounds over them (default 2)
  --large <n>       of 12 megapixels (default 6; 0 for none)
  --threads <n>     of the wasm runtimes (default 1)
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      ...BACKEND,
      images: { type: 'string' },
      photos: { type: 'string', default: '60' },
      runs: { type: 'string', default: '2' },
      large: { type: 'string', default: '6' },
      threads: { type: 'string', default: '1' },
      peer: { type: 'string', multiple: true, default: PEER_NAMES },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${BACKEND_USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const backend = backendOf(values.backend);
  const photos = countOf('photos', values.photos);
  const threads = countOf('threads', values.threads);
  await using tab = await openBenchTab(values.browser, {
    ...photoSite(values.images, photos),
    browserArgs: browserArgsFor(backend),
  });
  const result = await tab.evaluate((plan) => measureVerifying(plan), {
    peers: values.peer.map(peerName),
    photos,
    rounds: countOf('runs', values.runs),
    largePhotos: values.large === '0' ? 0 : countOf('large', values.large),
    threads,
    backend,
  });
  for (const { peer, reason } of result.absent) sayAbsent(peer, reason);
  const env = await environmentOf(tab, backend, threads);
  const { rows } = result;
  output(
    {
      env,
      rows,
      bars: verifyBars(rows),
      tables: verifyTables(rows),
      plots: { 'verify.svg': verifyChart(rows, env) },
    },
    values,
  );
  return 0;
}
