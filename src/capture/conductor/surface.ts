import type { LivenessColour } from '../../api';
import type { LivenessStrings } from '../view';
import type { Host } from './host';
import { addSheet } from './sheet';

/** As the engine takes them to be. Saturated red is what some people bear least: a session has it once, so that it does not flash. */
const COLOURS: Readonly<Record<LivenessColour, string>> = {
  white: '#fff',
  red: '#f00',
  green: '#0f0',
  blue: '#00f',
  black: '#000',
};

/** High-contrast modes would take the colour away. The picture is small, as it is dark beside the screen's light. */
const STYLE = `
.light { position: fixed; inset: 0; box-sizing: border-box; width: 100vw; height: 100vh; height: 100dvh; max-width: none;
  max-height: none; margin: 0; padding: 1rem; border: 0; overflow: hidden; forced-color-adjust: none; }
.light[open] { display: grid; place-content: center; justify-items: center; gap: 1rem; }
.light::backdrop { background: #000; }
.light video { position: static; width: min(16rem, 40vw, 40vh); height: auto; border-radius: 0.5rem; }
.light video.mirrored { transform: scaleX(-1); }
.light p, .light button { padding: 0.5rem 0.9rem; border: 1px solid #fff; border-radius: 0.5rem; background: #000; color: #fff; }
.light p { min-height: 0; max-width: 24rem; text-align: center; }
.light :focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #000; }`;

/** All of the screen in one colour, with the picture in the middle, over everything else. */
export class LightSurface {
  readonly #dialog: HTMLDialogElement;
  readonly #video: HTMLVideoElement;

  constructor({ root, made }: Host, words: LivenessStrings, onStop: () => void) {
    addSheet(root, STYLE);
    this.#video = made('video', { playsinline: '', 'aria-hidden': 'true' });
    this.#video.muted = true;
    const stop = made('button', { type: 'button', part: 'button movements' });
    stop.textContent = words.movements;
    stop.addEventListener('click', onStop);
    const text = made('p', { id: 'light-text' });
    text.textContent = words.flash;
    const attributes = { class: 'light', part: 'light', 'aria-labelledby': 'light-text' };
    this.#dialog = made('dialog', attributes, [this.#video, text, stop]);
    // The Escape key stops the light, too, and what is below decides what to show instead.
    this.#dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      onStop();
    });
    root.append(this.#dialog);
  }

  show(colour: LivenessColour, stream: MediaStream, mirrored: boolean): void {
    this.#dialog.style.background = COLOURS[colour];
    if (this.#dialog.open) return;
    this.#video.srcObject = stream;
    this.#video.classList.toggle('mirrored', mirrored);
    void this.#video.play().catch(() => undefined); // interrupted where it is closed at once
    this.#dialog.showModal();
  }

  /** Gives the focus back. */
  close(): void {
    this.#video.srcObject = null;
    this.#dialog.close();
  }

  remove(): void {
    this.close();
    this.#dialog.remove();
  }
}
