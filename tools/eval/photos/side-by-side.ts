import { type EnginePage, openEnginePage } from '../../browser';
import type { RunOrigin } from './origin';
import { appendResult, openResults } from './results-file';

const BATCH = 25;

/** Browsers that work side by side, each of its own so that one cannot slow the others down. */
export class Tabs implements AsyncDisposable {
  readonly #tabs: readonly EnginePage[];
  readonly #origin: RunOrigin;

  private constructor(tabs: readonly EnginePage[], origin: RunOrigin) {
    this.#tabs = tabs;
    this.#origin = origin;
  }

  /** `origin`: what `prepare` sets up in each; `site`: what their pages can load besides the package. */
  static async open(
    count: number,
    origin: RunOrigin,
    prepare: (tab: EnginePage) => Promise<void>,
    site: Parameters<typeof openEnginePage>[0] = {},
  ): Promise<Tabs> {
    const tabs: EnginePage[] = [];
    const opened = new Tabs(tabs, origin);
    try {
      for (let i = 0; i < count; i++) {
        tabs.push(await openEnginePage(site));
        await prepare(tabs[i]);
      }
      return opened;
    } catch (error) {
      await opened[Symbol.asyncDispose]();
      throw error;
    }
  }

  get first(): EnginePage {
    return this.#tabs[0];
  }

  /**
   * One result a job, in the order of the jobs. Results are appended to `file`; those that are there already are not
   * worked out again. Throws when they are of another origin. `atOnce`: jobs of one call of `work`.
   */
  async workOff<T extends { readonly name: string }, J extends { readonly name: string }>(
    file: string,
    jobs: readonly J[],
    work: (tab: EnginePage, batch: readonly J[]) => Promise<readonly T[]>,
    atOnce = BATCH,
  ): Promise<T[]> {
    const done = new Map(openResults<T>(file, this.#origin).map((result) => [result.name, result]));
    const missing = jobs.filter(({ name }) => !done.has(name));
    let next = 0;
    const run = async (tab: EnginePage) => {
      while (next < missing.length) {
        const batch = missing.slice(next, next + atOnce);
        next += atOnce;
        for (const result of await work(tab, batch)) {
          done.set(result.name, result);
          appendResult(file, result);
        }
        console.error(`${file}: ${done.size} of ${jobs.length}`);
      }
    };
    await Promise.all(this.#tabs.map(run));
    return jobs.flatMap(({ name }) => done.get(name) ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#tabs.map((tab) => tab[Symbol.asyncDispose]()));
  }
}
