import type { FaceError } from '../../protocol';

/**
 * Where a worker is, as one page sees it.
 * `none`: not begun. `starting`: its file, runtimes and models load. `ready`: it takes calls. `resting`: it had nothing to do, gave back
 * what it can load again, and takes calls. `left`: it did not start, and was let go of; one of the page's own takes its place.
 * `ended`: gone for this page, though others may go on with one that they share; the client's next call starts another.
 */
export type WorkerState = 'none' | 'starting' | 'ready' | 'resting' | 'left' | 'ended';

/**
 * Why a worker ended, which decides what comes next (decision 023):
 *
 * | what happened                                      | why    | own worker | shared worker                           | next call  |
 * | -------------------------------------------------- | ------ | ---------- | --------------------------------------- | ---------- |
 * | nothing to do for `idleMs`                         | rested | terminated | left; found again                       | shared     |
 * | the engine was closed                              | closed | terminated | left; ends unless another page uses it  | rejects    |
 * | its lock came free, or nobody caught an error      | died   | terminated | left; found again by others             | own worker |
 * | a call exceeded the engine's time limit            | hung   | terminated | left as unfit: no further page gets it  | own worker |
 * | a call found no more memory                        | exhausted | terminated | left as unfit                        | own worker |
 * | it was just ending, did not answer within 3 s, its |        |            |                                         |            |
 * | start failed, or took 10 s for another page        | (left) | –          | left as unfit; an own one starts at once | –         |
 * | its start failed, or exceeded the start's limit    | died,  | terminated | left as unfit                           | own worker |
 * |                                                    | hung   |            |                                         |            |
 */
export interface Ended {
  readonly why: 'rested' | 'closed' | 'died' | 'hung' | 'exhausted';
  /** What pending calls reject with. */
  readonly reason: FaceError;
}

const NEXT: Readonly<Record<WorkerState, readonly WorkerState[]>> = {
  none: ['starting', 'ended'],
  starting: ['ready', 'left', 'ended'],
  ready: ['resting', 'ended'],
  resting: ['ready', 'ended'],
  left: ['starting', 'ended'],
  ended: [],
};

/** The state after a change. Throws for one that cannot be: whoever asks for it has lost track of the worker. */
export function transition(from: WorkerState, to: WorkerState): WorkerState {
  if (!NEXT[from].includes(to)) throw new Error(`a worker that is "${from}" cannot become "${to}"`);
  return to;
}
