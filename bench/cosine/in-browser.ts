import { webgpuArgs } from '../../tools/browser';
import { environmentOf, openBenchTab } from '../harness';
import type { CosineCase, CosineRow } from './types';

/** Where the cases are measured. */
export interface CosineBench extends AsyncDisposable {
  readonly environment: string;
  measure(each: CosineCase, rounds: number, full: boolean): Promise<CosineRow[]>;
}

/** In a headless browser, each case in a fresh worker. */
export async function openBrowserBench(browser: string, webgpu: boolean): Promise<CosineBench> {
  const tab = await openBenchTab(browser, webgpu ? { browserArgs: webgpuArgs() } : {});
  return {
    environment: await environmentOf(tab, webgpu ? 'webgpu' : undefined),
    measure: (each, rounds, full) =>
      tab.evaluate((asked) => measureCosine(asked.each, asked.rounds, asked.full), { each, rounds, full }),
    [Symbol.asyncDispose]: () => tab[Symbol.asyncDispose](),
  };
}
