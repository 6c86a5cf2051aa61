import { changeBasis, type KernelName } from '../../match';
import type { Candidate, SearchInfo, TemplateOrigin } from '../../protocol';
import { Damaged, storageError } from '../failure';
import type { GalleryKeys } from '../keys';
import { type Gallery, mutate } from '../store';
import { otherModel } from '../verify';
import { best, type Indexed } from './best';
import { type CaughtUp, catchUp, type Lost, type Progress } from './catch-up';
import { type IndexKind, loadIndex } from './load';
import { maintain } from './maintain';
import { copyPeople, type People } from './people';
import type { Probe } from './probe';
import type { SearchIndex } from './search-index';
import { type Selection, Selections } from './selection';

/** Changes of others are taken over when they pause; whoever searches takes them over at once. */
const PAUSE_MS = 200;
/** Segments are made anew when nothing has changed for so long. */
const QUIET_MS = 2_000;
/** Between two batches of segments. */
const BREATH_MS = 20;
/** When another tab was busy, or the disk full. */
const RETRY_MS = 30_000;
/** Times that a search is begun anew when what it found has changed or is damaged. */
const SEARCHES = 8;
/** Times that an index is loaded anew when it could not be brought to the present. */
const LOADS = 5;

/** An index and what belongs to it. */
interface Live extends Indexed {
  readonly kind: IndexKind;
  readonly selections: Selections;
  generation: number;
  /** When something last changed, by `performance.now()`. */
  changedAt: number;
  readonly loadMs: number;
}

/** Searches one gallery. Its index is loaded when first asked for and kept up to date, whichever tab writes. */
export class Searcher {
  readonly #gallery: Gallery;
  readonly #kernel: () => KernelName;
  #live: Promise<Live> | undefined;
  #now: Live | undefined;
  /** False when the next index must be loaded from the records, since the segments do not agree with them. */
  #useSegments = true;
  /** Whatever reads or changes the index, one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(gallery: Gallery, kernel: () => KernelName) {
    this.#gallery = gallery;
    this.#kernel = kernel;
    gallery.tabs.listen(({ kind }) => {
      if (kind === 'changed') this.#later(PAUSE_MS);
      else if (kind !== 'fleet') this.forget();
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
   * other models or alignments; the signal's reason, which ends the work at the next probe.
   */
  search(
    group_ids: readonly string[],
    probes: readonly Probe[],
    signal: AbortSignal,
  ): Promise<Candidate[][]> {
    return this.#alone(async () => {
      const found: Candidate[][] = [];
      for (const probe of probes) {
        signal.throwIfAborted();
        const { origin, template } = probe;
        found.push(await this.#searchOne(group_ids, probe, () => this.#ready(origin, template.length)));
      }
      return found;
    });
  }

  /** Copies the persons of these groups, or everybody, who can be compared with templates of that origin. −1103 as `search`. */
  people(
    group_ids: readonly string[] | undefined,
    origin: TemplateOrigin,
    dimension: number,
  ): Promise<{ readonly keys: GalleryKeys; readonly people: People }> {
    return this.#alone(async () => {
      let lost: Lost = 'outrun';
      for (let attempt = 1; attempt <= SEARCHES; attempt++) {
        const live = await this.#ready(origin, dimension);
        const behind = await this.#current(live);
        if (behind === undefined) {
          const selection = comparable(live, group_ids, origin);
          return { keys: live.keys, people: copyPeople(live.index, selection, live.kind.kernel) };
        }
        lost = behind;
      }
      throw gaveUp(lost, 'its index could not be brought to the present state');
    });
  }

  async #searchOne(
    group_ids: readonly string[],
    probe: Probe,
    ready: () => Promise<Live>,
  ): Promise<Candidate[]> {
    let lost: Lost = 'outrun';
    for (let attempt = 1; attempt <= SEARCHES; attempt++) {
      const live = await ready();
      const behind = await this.#current(live);
      if (behind !== undefined) {
        lost = behind;
        continue;
      }
      const selection = comparable(live, group_ids, probe.origin);
      const template = changeBasis(probe.template, undefined, live.index.basis);
      const found = await best(this.#gallery, live, { ...probe, template }, selection);
      // To keys that are the gallery's no more everybody is damaged, which is no "nobody".
      await this.#gallery.requireCurrent(live.keys);
      if (found !== undefined) return found;
      lost = 'rewound';
      // Some damage is taken out one by one; from much of it only an index helps that is made of the records.
      if (attempt === SEARCHES / 2) this.#startOver();
    }
    this.#startOver();
    throw gaveUp(lost, 'the records that it found were missing or changed each time');
  }

  #ready(origin: TemplateOrigin, dimension: number): Promise<Live> {
    const now = this.#now;
    const other =
      now !== undefined &&
      (JSON.stringify(now.kind.origin) !== JSON.stringify(origin) ||
        now.keys.galleryId !== this.#gallery.keysId);
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

  async #load(kind: IndexKind): Promise<Live> {
    const began = performance.now();
    let lost: Lost = 'outrun';
    for (let attempt = 1; attempt <= LOADS; attempt++) {
      const useSegments = this.#useSegments;
      // The same for all of it: records that one of two keys opens not would count as damaged ones of the other.
      const keys = await this.#gallery.keys();
      const { index, damaged, ...progress } = await loadIndex(this.#gallery, keys, kind, useSegments);
      const caughtUp = await this.#catchUp(keys, index, progress);
      if (typeof caughtUp === 'string') {
        lost = caughtUp;
        continue;
      }
      const left = new Set([...damaged, ...caughtUp.damaged]);
      // Segments that do not add up to what the gallery counts are not to be trusted.
      this.#useSegments = !useSegments || index.size + left.size === caughtUp.state.persons;
      if (!this.#useSegments) continue;
      this.#later(QUIET_MS);
      return {
        kind,
        keys,
        index,
        selections: new Selections(index),
        generation: caughtUp.state.generation,
        changedAt: performance.now(),
        damaged: left,
        loadMs: performance.now() - began,
      };
    }
    throw gaveUp(lost, 'its index could not be brought to the present state');
  }

  /** Brings the index to the gallery's present generation. One that is lost is dropped, for another to be loaded. */
  async #current(live: Live, mend = true): Promise<Lost | undefined> {
    const { generation, keys } = live;
    const progress = { since: generation, deletions: generation, covers: () => generation };
    const caughtUp = await this.#catchUp(keys, live.index, progress, mend);
    if (typeof caughtUp === 'string') {
      this.forget();
      return caughtUp;
    }
    live.generation = caughtUp.state.generation;
    for (const key of caughtUp.damaged) live.damaged.add(key);
    if (caughtUp.changes > 0) {
      live.changedAt = performance.now();
      this.#later(QUIET_MS);
    }
    return undefined;
  }

  /** The next index is made of the records alone. */
  #startOver(): void {
    this.forget();
    this.#useSegments = false;
  }

  async #catchUp(
    keys: GalleryKeys,
    index: SearchIndex,
    progress: Progress,
    mend = true,
  ): Promise<CaughtUp | Lost> {
    try {
      return await catchUp(this.#gallery, keys, index, progress);
    } catch (error) {
      if (!(error instanceof Damaged)) throw error;
      await this.#gallery.requireCurrent(keys);
      // The gallery's state: any mutation counts it anew.
      const nothing = { change: { grown: { persons: 0, faces: 0 } }, result: null };
      if (mend) await mutate(this.#gallery, async () => nothing);
      return 'rewound';
    }
  }

  /** After a pause: takes over what others changed, and, when nothing changes any more, writes segments. */
  #later(ms: number): void {
    if (this.#live === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#alone(() => this.#tend()).catch(() => this.#later(RETRY_MS)), ms);
  }

  async #tend(): Promise<void> {
    const live = await this.#live;
    if (live === undefined || this.#gallery.locked) return;
    if ((await this.#current(live)) !== undefined) return;
    const quiet = QUIET_MS - (performance.now() - live.changedAt);
    if (quiet > 0) this.#later(quiet);
    // It writes already, and so must not wait for another write.
    const caughtUp = async () => (await this.#current(live, false)) === undefined;
    if (quiet <= 0 && (await maintain(this.#gallery, live.index, caughtUp))) this.#later(BREATH_MS);
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

/** −1200 for a search that found no end by itself. */
function gaveUp(lost: Lost, what: string): Error {
  return lost === 'outrun'
    ? storageError('busy', 'other tabs change the gallery faster than it can be searched; try again')
    : storageError('damaged', `the gallery cannot be searched: ${what}; checkGallery names what is damaged`);
}

/** −1103 when there are faces, and all of them are of other models or alignments. */
function comparable(live: Live, group_ids: readonly string[] | undefined, origin: TemplateOrigin): Selection {
  const selection = live.selections.of(group_ids);
  if (selection.comparable || selection.others.length === 0) return selection;
  throw otherModel(
    group_ids ? 'all persons of these groups were' : 'everybody was',
    selection.others,
    origin,
  );
}
