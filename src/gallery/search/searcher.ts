import type { KernelName } from '../../match';
import type { IdentifyItem, Probe, SearchInfo, TemplateOrigin } from '../../protocol';
import { Damaged } from '../keys/damaged';
import { otherModel } from '../match-person';
import { openFace } from '../records/face';
import type { Gallery } from '../store/gallery';
import { mutate } from '../store/mutate';
import { type CaughtUp, catchUp } from './catch-up';
import { type IndexKind, loadIndex } from './load';
import { maintain } from './maintain';
import { type Ranked, rank } from './rank';
import type { SearchIndex } from './search-index';
import { type Selection, Selections } from './selection';

/** The contract: the top five persons. */
const CANDIDATES = 5;
/** Changes of others are taken over when they pause; whoever searches takes them over at once. */
const PAUSE_MS = 200;
/** Segments are made anew when nothing has changed for so long. */
const QUIET_MS = 2_000;
/** Between two batches of segments. */
const BREATH_MS = 20;
/** When another tab was busy, or the disk full. */
const RETRY_MS = 30_000;

/** An index and what belongs to it. */
interface Live {
  readonly kind: IndexKind;
  readonly index: SearchIndex;
  readonly selections: Selections;
  generation: number;
  /** When something last changed, by `performance.now()`. */
  changedAt: number;
  readonly damaged: Set<string>;
  readonly loadMs: number;
}

/** Searches one gallery. Its index is loaded when first asked for and kept up to date, whichever tab writes. */
export class Searcher {
  readonly #gallery: Gallery;
  readonly #kernel: () => KernelName;
  #live: Promise<Live> | undefined;
  #now: Live | undefined;
  /** Whatever reads or changes the index, one after another. */
  #turn: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(gallery: Gallery, kernel: () => KernelName) {
    this.#gallery = gallery;
    this.#kernel = kernel;
    gallery.tabs.listen(({ kind }) => {
      if (kind === 'changed') this.#later(PAUSE_MS);
      else this.forget();
    });
  }

  /** Begins to load the index, so that it is there when the probe is. */
  prepare(origin: TemplateOrigin, dimension: number): void {
    // Whoever searches hears of what went wrong.
    this.#ready(origin, dimension).catch(() => undefined);
  }

  /** Gives the memory back. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#live = undefined;
    this.#now = undefined;
  }

  info(): SearchInfo | null {
    const live = this.#now;
    if (live === undefined) return null;
    const { index, loadMs } = live;
    return { persons: index.size, templates: index.block.rows, bytes: index.block.byteLength, loadMs };
  }

  /**
   * For each probe the persons of these groups who look most like it. −1103 when there are faces and all of them are of
   * other models or alignments.
   */
  search(group_ids: readonly string[], probes: readonly Probe[]): Promise<IdentifyItem[][]> {
    return this.#inTurn(async () => {
      const found: IdentifyItem[][] = [];
      for (const probe of probes) {
        const { origin, template } = probe;
        found.push(await this.#searchOne(group_ids, probe, () => this.#ready(origin, template.length)));
      }
      return found;
    });
  }

  async #searchOne(
    group_ids: readonly string[],
    probe: Probe,
    ready: () => Promise<Live>,
  ): Promise<IdentifyItem[]> {
    for (;;) {
      const live = await this.#current(await ready());
      if (live === undefined) continue; // so far behind that it was dropped
      const selection = live.selections.of(group_ids);
      if (!selection.comparable && selection.others.length > 0) {
        throw otherModel('all persons of these groups were', selection.others, probe.origin);
      }
      const answer = await this.#answer(live, probe, selection);
      if (answer !== undefined) return answer;
    }
  }

  /** The best, with the tags of their faces; undefined when one has changed or turned out to be damaged meanwhile. */
  async #answer(live: Live, probe: Probe, selection: Selection): Promise<IdentifyItem[] | undefined> {
    const keys = await this.#gallery.keys();
    const ranked = rank(live.index, probe, selection, CANDIDATES);
    const records = await this.#faces(ranked);
    const items: IdentifyItem[] = [];
    for (const [i, { person, confidence }] of ranked.entries()) {
      const record = records[i];
      if (record === undefined) {
        const behind = (await this.#gallery.db.get('persons', person.key))?.generation !== person.generation;
        if (!behind) this.#dropDamaged(live, person.key);
        return undefined;
      }
      try {
        const { person_id, face_id, tag } = await openFace(keys, record);
        items.push({ person_id, face_id, confidence, tag });
      } catch (error) {
        if (!(error instanceof Damaged)) throw error;
        this.#dropDamaged(live, person.key);
        return undefined;
      }
    }
    return items;
  }

  #faces(ranked: readonly Ranked[]) {
    const store = this.#gallery.db.transaction('faces').store;
    return Promise.all(
      ranked.map(({ person, bestAt }) => store.get(`${person.key}.${person.faces[bestAt]}`)),
    );
  }

  #dropDamaged(live: Live, person: string): void {
    live.index.remove(person);
    live.damaged.add(person);
  }

  #ready(origin: TemplateOrigin, dimension: number): Promise<Live> {
    const kind = this.#now?.kind;
    const other = kind && JSON.stringify(kind.origin) !== JSON.stringify(origin);
    if (other) this.forget();
    if (this.#live !== undefined) return this.#live;
    const loading = this.#load({ origin, dimension, kernel: this.#kernel() });
    this.#live = loading;
    loading.then(
      (live) => {
        if (this.#live === loading) this.#now = live;
      },
      () => {
        if (this.#live === loading) this.#live = undefined;
      },
    );
    return loading;
  }

  async #load(kind: IndexKind, useSegments = true): Promise<Live> {
    const began = performance.now();
    const { index, damaged, ...progress } = await loadIndex(this.#gallery, kind, useSegments);
    const caughtUp = await this.#catchUp(index, progress);
    if (caughtUp === undefined) return this.#load(kind, useSegments);
    const left = new Set([...damaged, ...caughtUp.damaged]);
    // Segments that do not add up to what the gallery counts are not to be trusted.
    if (useSegments && index.size + left.size !== caughtUp.state.persons) return this.#load(kind, false);
    this.#later(QUIET_MS);
    return {
      kind,
      index,
      selections: new Selections(index),
      generation: caughtUp.state.generation,
      changedAt: performance.now(),
      damaged: left,
      loadMs: performance.now() - began,
    };
  }

  /** The index at the gallery's present generation, or undefined when it must be loaded anew. */
  async #current(live: Live): Promise<Live | undefined> {
    const caughtUp = await this.#catchUp(live.index, {
      since: live.generation,
      deletions: live.generation,
      covers: () => live.generation,
    });
    if (caughtUp === undefined) {
      this.forget();
      return undefined;
    }
    live.generation = caughtUp.state.generation;
    for (const key of caughtUp.damaged) live.damaged.add(key);
    if (caughtUp.changes > 0) {
      live.changedAt = performance.now();
      this.#later(QUIET_MS);
    }
    return live;
  }

  async #catchUp(index: SearchIndex, progress: Parameters<typeof catchUp>[3]): Promise<CaughtUp | undefined> {
    try {
      return await catchUp(this.#gallery, await this.#gallery.keys(), index, progress);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      // The gallery's state: any mutation counts it anew.
      await mutate(this.#gallery, async () => ({
        change: { grown: { persons: 0, faces: 0 } },
        result: null,
      }));
      return undefined;
    }
  }

  /** After a pause: takes over what others changed, and, when nothing changes any more, writes segments. */
  #later(ms: number): void {
    if (this.#live === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#inTurn(() => this.#tend()).catch(() => this.#later(RETRY_MS)), ms);
  }

  async #tend(): Promise<void> {
    const live = await this.#live;
    if (live === undefined || this.#gallery.locked) return;
    if ((await this.#current(live)) === undefined) return;
    const quiet = QUIET_MS - (performance.now() - live.changedAt);
    if (quiet > 0) this.#later(quiet);
    else if (await maintain(this.#gallery, live.index, () => this.#current(live))) this.#later(BREATH_MS);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
