import { TimeoutError } from '@nats-io/nats-core';

/** After so long without an answer the question is put once more, and once more; ms. */
const AGAIN_MS: readonly number[] = [500, 1000, 2000, 2000];

/**
 * Asks what may be asked twice, and asks again while nobody answers: a cluster may leave a question to a server that is dead, or that has lost its
 * lead meanwhile. The first answer counts; `drop` is given the later ones. Hedged requests: Dean and Barroso, The Tail at Scale, 2013.
 */
export function hedged<T>(ask: () => Promise<T>, drop: (late: T) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const delays = AGAIN_MS[Symbol.iterator]();
    let open = 0;
    let done = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (how: () => void) => {
      clearTimeout(timer);
      done = true;
      how();
    };
    const answer = (value: T) => (done ? drop(value) : settle(() => resolve(value)));
    const failure = (error: unknown) => {
      open -= 1;
      if (!done && (open === 0 || !(error instanceof TimeoutError))) settle(() => reject(error));
    };
    const again = () => {
      open += 1;
      ask().then(answer, failure);
      const { value: ms } = delays.next();
      if (ms !== undefined) timer = setTimeout(again, ms);
    };
    again();
  });
}
