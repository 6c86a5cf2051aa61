import { wrap } from 'comlink';
import { cosineBars } from '../cosine/bars';
import { cosineCases } from '../cosine/plan';
import type { CosineCase, CosineRow } from '../cosine/types';
import { measureGallery } from '../gallery/measure';
import type { GalleryCase, GalleryRow } from '../gallery/types';
import { barTable, cosineTables, tableLines } from '../report/text';
import { measureThroughput, type ThroughputPlan, type ThroughputRow } from '../throughput/measure';
import { measureVerify } from '../verify/measure';
import type { VerifyPlan, VerifyResult } from '../verify/types';
import type { CosineService } from './cosine.worker';

declare global {
  /** Measures one case in a worker; the command drives it. */
  var measureCosine: (each: CosineCase, rounds: number, full: boolean) => Promise<CosineRow[]>;
  var measureVerifying: (plan: VerifyPlan) => Promise<VerifyResult>;
  var measureEnrolling: (plan: ThroughputPlan) => Promise<ThroughputRow[]>;
  var measureGalleryCase: (each: GalleryCase, quick: boolean) => Promise<GalleryRow>;
}

/** The assets lie beside the page's folder, as the command serves them. */
globalThis.measureGalleryCase = (each, quick) =>
  measureGallery(each, new URL('/mien/', location.href).href, quick, (line) => console.info(line));

globalThis.measureVerifying = (plan) => measureVerify(plan, (line) => console.info(line));

globalThis.measureEnrolling = (plan) => measureThroughput(plan, (line) => console.info(line));

/** Each case in a worker of its own, so that what one has left in memory slows no other down. */
globalThis.measureCosine = async (each, rounds, full) => {
  const worker = new Worker(new URL('./cosine.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<CosineRow[]>((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || 'the worker failed'));
      wrap<CosineService>(worker).measure(each, rounds, full).then(resolve, reject);
    });
  } finally {
    worker.terminate();
  }
};

const button = document.querySelector('button');
const output = document.querySelector('pre');
const progress = document.querySelector('progress');
button?.addEventListener('click', async () => {
  button.disabled = true;
  const quick = document.querySelector<HTMLInputElement>('#quick')?.checked ?? false;
  const cases = cosineCases(quick);
  const rows: CosineRow[] = [];
  if (progress) [progress.max, progress.value] = [cases.length, 0];
  try {
    for (const each of cases) {
      rows.push(...(await measureCosine(each, 15, false)));
      if (progress) progress.value += 1;
      if (output) {
        const tables = [...cosineTables(rows), barTable(cosineBars(rows))];
        output.textContent = tables.flatMap((table) => [...tableLines(table), '']).join('\n');
      }
    }
  } catch (error) {
    if (output) output.textContent += `\n${String(error)}`;
  }
  button.disabled = false;
});
