import { wrap } from 'comlink';
import {
  type CosineCase,
  type CosineRow,
  type CosineService,
  cosineBars,
  cosineCases,
  cosineTables,
} from '../cosine';
import { browserEnvironment } from '../device';
import { type DuplicateCase, type DuplicateRow, measureDuplicates } from '../duplicates';
import { type GalleryCase, type GalleryRow, measureGallery } from '../gallery';
import { measureSecondOpinion, type SecondPlan, type SecondRow } from '../second';
import { measureThroughput, type ThroughputPlan, type ThroughputRow } from '../throughput';
import { measureVerify, type VerifyPlan, type VerifyResult, verifyBars, verifyTables } from '../verify';
import { offer } from './panel';

declare global {
  /** Measures one case in a worker; the command drives it. */
  var measureCosine: (each: CosineCase, rounds: number, full: boolean) => Promise<CosineRow[]>;
  var measureVerifying: (plan: VerifyPlan) => Promise<VerifyResult>;
  var measureEnrolling: (plan: ThroughputPlan) => Promise<ThroughputRow[]>;
  var measureSecond: (plan: SecondPlan) => Promise<SecondRow[]>;
  var measureGalleryCase: (each: GalleryCase, quick: boolean) => Promise<GalleryRow>;
  var measureTwice: (each: DuplicateCase) => Promise<DuplicateRow>;
}

/** The assets lie beside the page's folder, as the command serves them. */
globalThis.measureGalleryCase = (each, quick) =>
  measureGallery(each, new URL('/mien/', location.href).href, quick, (line) => console.info(line));

globalThis.measureTwice = (each) =>
  measureDuplicates(each, new URL('/mien/', location.href).href, (line) => console.info(line));

globalThis.measureVerifying = (plan) => measureVerify(plan, (line) => console.info(line));

globalThis.measureEnrolling = (plan) => measureThroughput(plan, (line) => console.info(line));

globalThis.measureSecond = (plan) => measureSecondOpinion(plan, (line) => console.info(line));

/** Each case in a worker of its own, so that what one has left in memory slows no other down. */
globalThis.measureCosine = async (each, rounds, full) => {
  const worker = new Worker(new URL('../cosine/cosine.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<CosineRow[]>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
      wrap<CosineService>(worker).measure(each, rounds, full).then(resolve, reject);
    });
  } finally {
    worker.terminate();
  }
};

/** What a visitor waits for: a minute or two. */
const VISIT: VerifyPlan = {
  peers: ['mien', 'human', 'face-api-tiny', 'naive'],
  photos: 18,
  largePhotos: 2,
  rounds: 2,
  threads: 1,
  backend: 'wasm',
};

offer('verify', async ({ show, tell }) => {
  const { rows, absent } = await measureVerify(VISIT, tell);
  for (const { peer, reason } of absent) tell(`${peer} did not start: ${reason}`);
  show({ env: browserEnvironment(), rows, bars: verifyBars(rows), tables: verifyTables(rows) });
});

offer('cosine', async ({ show, tell, checked }) => {
  const cases = cosineCases(checked('quick'));
  const rows: CosineRow[] = [];
  for (const [i, each] of cases.entries()) {
    tell(`${i + 1} of ${cases.length}`, i / cases.length);
    rows.push(...(await measureCosine(each, 15, false)));
    show({ env: browserEnvironment(), rows, bars: cosineBars(rows), tables: cosineTables(rows) });
  }
});
