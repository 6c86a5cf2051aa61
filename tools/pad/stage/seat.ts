import type { FaceEngine } from '../../../src';
import type { Film } from './films';

/** Of what is drawn, px of the camera's picture, and how often a frame is taken. */
const [ENLARGED, FRAMES_PER_SECOND] = [2, 15];

/** A film in real time: a camera for the page, and an engine whose prompts the actor hears. */
export class Seat {
  readonly engine: FaceEngine;
  readonly #film: Film;
  readonly #canvas = document.createElement('canvas');
  readonly #small = document.createElement('canvas');
  readonly #began = performance.now();

  constructor(film: Film, engine: FaceEngine) {
    this.#film = film;
    this.engine = {
      ...engine,
      checkLiveness: (session, ...rest) =>
        engine.checkLiveness(
          {
            ...session,
            onPrompt: (prompt) => {
              film.prompt(prompt);
              return session.onPrompt(prompt);
            },
          },
          ...rest,
        ),
    };
    this.#show();
    setInterval(() => this.#show(), 1000 / FRAMES_PER_SECOND);
    // A new stream each time: whoever was given one closes it.
    Object.defineProperty(navigator.mediaDevices, 'getUserMedia', {
      value: async () => this.#canvas.captureStream(FRAMES_PER_SECOND),
    });
  }

  #show(): void {
    const frame = this.#film.expose(performance.now() - this.#began);
    Object.assign(this.#small, { width: frame.width, height: frame.height });
    Object.assign(this.#canvas, { width: ENLARGED * frame.width, height: ENLARGED * frame.height });
    const [small, large] = [this.#small.getContext('2d'), this.#canvas.getContext('2d')];
    if (!small || !large) throw new Error('no 2d canvas');
    small.putImageData(frame, 0, 0);
    large.drawImage(this.#small, 0, 0, this.#canvas.width, this.#canvas.height);
  }
}
