import { parseArgs } from 'node:util';
import { environmentOf, openBenchTab } from '../browser';
import { PEER_NAMES, peerName } from '../peers';
import { photoSite } from '../photos/serve';
import { COMMON, COMMON_USAGE, countOf } from '../report/options';
import { output } from '../report/output';
import { verifyBars } from './bars';
import { verifyChart } from './chart';
import { verifyTables } from './tables';

const USAGE = `npm run bench -- verify [options]

Photo to verdict, warm: mien with each of its models beside human, face-api and a page that uses the same packages
directly; each photo by all of them in turns. Also photos of 12 megapixels, and how many faces each missed.

  --images <folder> one folder a person; without, faces cut from the sample photos, of which nobody knows who is who
  --photos <n>      how many (default 60)
  --runs <n>        rounds over them (default 2)
  --large <n>       of 12 megapixels (default 6; 0 for none)
  --threads <n>     of the wasm runtimes (default 1)
  --backend <name>  wasm (default) or webgpu, for those that have it; Chromium's software adapter where there is no GPU
  --peer <name>     one of ${PEER_NAMES.join(', ')}; may be repeated`;

/** A headless Chromium offers a GPU only when it is told to. */
const WEBGPU = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];

export async function benchVerify(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      images: { type: 'string' },
      photos: { type: 'string', default: '60' },
      runs: { type: 'string', default: '2' },
      large: { type: 'string', default: '6' },
      threads: { type: 'string', default: '1' },
      backend: { type: 'string', default: 'wasm' },
      peer: { type: 'string', multiple: true, default: PEER_NAMES },
    },
  });
  if (values.help) return console.log(`${USAGE}\n${COMMON_USAGE}`);
  const backend = backendOf(values.backend);
  const photos = countOf('photos', values.photos);
  await using tab = await openBenchTab(values.browser, {
    ...photoSite(values.images, photos),
    browserArgs: backend === 'webgpu' ? WEBGPU : [],
  });
  const result = await tab.evaluate((plan) => measureVerifying(plan), {
    peers: values.peer.map(peerName),
    photos,
    rounds: countOf('runs', values.runs),
    largePhotos: values.large === '0' ? 0 : countOf('large', values.large),
    threads: countOf('threads', values.threads),
    backend,
  });
  for (const { peer, reason } of result.absent) console.error(`${peer} did not take part: ${reason}`);
  const env = `${await environmentOf(tab)}; ${backend}, ${values.threads} thread(s)`;
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
}

function backendOf(name: string): 'wasm' | 'webgpu' {
  if (name === 'wasm' || name === 'webgpu') return name;
  throw new Error(`no backend "${name}": wasm or webgpu`);
}
