import type { Observation } from './observation';

/** Of the face's width: further than a head moves from one frame to the next. */
const JUMP = 0.75;
/** A face that grows or shrinks by so much at once is another one, or was held up. */
const RESIZE = 1.5;
/** Whoever was away for so long may be another, ms. */
const AWAY_MS = 300;

/** Sees where the face may have been exchanged: it jumps, or is away for a moment. */
export class Jumps {
  #before: Observation | undefined;

  /** Whether who this is has to be asked anew. */
  offer(seen: Observation): boolean {
    const { face, timeMs } = seen;
    if (face === null) return false;
    const before = this.#before;
    this.#before = seen;
    if (!before?.face) return false;
    if (timeMs - before.timeMs > AWAY_MS) return true;
    const [a, b] = [before.face.box, face.box];
    const moved = Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
    const grown = Math.max(a.width / b.width, b.width / a.width);
    return moved > JUMP * Math.max(a.width, b.width) || grown > RESIZE;
  }
}
