import { CODES, FaceError } from '../../protocol';

/** A second or more of work on a fast device: who sends more at once does not wait for answers. */
const DEFAULT_MOST = 64;

/**
 * Counts the calls with pictures that run or wait, and turns away what is too many, before their pictures are copied: thousands
 * that wait would all run into their time limits, and hold up what needs no picture.
 */
export class PictureQueue {
  readonly #most: number;
  #inside = 0;

  /** Throws FaceError −1313 for a number that lets nothing in. */
  constructor(most = DEFAULT_MOST) {
    if (!(most >= 1))
      throw new FaceError(CODES.PARAMETER_INVALID, 'maxQueue must be a number from 1 on', { kind: 'option' });
    this.#most = most;
  }

  /** Lets a call in, and gives what lets it out. Throws FaceError 15, `data.kind` "busy", when as many as may are inside. */
  enter(): () => void {
    if (this.#inside >= this.#most) {
      const detail = `${this.#inside} calls with pictures wait already: wait for their answers before you send more`;
      throw new FaceError(CODES.TOO_FREQUENT, detail, { kind: 'busy' });
    }
    this.#inside += 1;
    return () => {
      this.#inside -= 1;
    };
  }
}
