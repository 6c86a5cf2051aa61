import type { LivenessStrings } from '../view';
import type { Host } from './host';
import { NOTHING, type PanelView } from './panel-view';
import { addSheet } from './sheet';
import { SYMBOLS } from './symbols';

const STYLE = `
.prompt { display: grid; grid-template-columns: auto 1fr; gap: 0 0.75rem; align-items: center; min-height: 4rem;
  font-size: 1.25rem; font-weight: 600; line-height: 1.3; }
.prompt svg { position: static; grid-row: span 2; width: 3rem; height: 3rem; fill: none; stroke: currentColor;
  stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.prompt p { min-height: 0; }
.prompt .text { align-self: start; grid-column: 2; }
.prompt .step { align-self: end; grid-column: 2; font-size: 1rem; font-weight: 400; }
.prompt .step:empty { display: none; }
.prompt .step:empty + .text { grid-row: span 2; align-self: center; }
.note:empty { display: none; }
button[aria-disabled='true'] { opacity: 0.5; cursor: default; }`;

type ButtonName = 'movements' | 'light' | 'skip' | 'passive';

export interface PanelActions {
  readonly onSkip: () => void;
  readonly onPassive: () => void;
  /** The answer to the warning of light. */
  readonly onChoice: (light: boolean) => void;
}

/** What is asked for, above the picture; its buttons are among the element's. */
export class Panel {
  readonly #host: Host;
  readonly #path: SVGPathElement;
  readonly #symbol: SVGSVGElement;
  readonly #step: HTMLElement;
  readonly #text: HTMLElement;
  readonly #prompt: HTMLElement;
  readonly #note: HTMLElement;
  readonly #buttons: Readonly<Record<ButtonName, HTMLButtonElement>>;
  #view = NOTHING;

  constructor(host: Host, words: LivenessStrings, actions: PanelActions) {
    const { root, parts, made, drawn } = host;
    this.#host = host;
    this.#path = drawn('path', {});
    this.#symbol = drawn('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true', part: 'symbol' });
    this.#symbol.append(this.#path);
    this.#step = made('p', { class: 'step', part: 'step' });
    this.#text = made('p', { class: 'text', part: 'text' });
    // There is little time for an action: it is said at once, over whatever is being read.
    const live = { 'aria-live': 'assertive', 'aria-atomic': 'true' };
    this.#prompt = made('div', { class: 'prompt', part: 'prompt', hidden: '', ...live });
    this.#prompt.append(this.#symbol, this.#step, this.#text);
    this.#note = made('p', { class: 'note', part: 'note', role: 'status' });
    const button = (name: ButtonName) => {
      const button = made('button', { type: 'button', class: name, part: `button ${name}`, hidden: '' });
      button.textContent = words[name];
      return button;
    };
    this.#buttons = {
      movements: button('movements'),
      light: button('light'),
      skip: button('skip'),
      passive: button('passive'),
    };
    const { movements, light, skip, passive } = this.#buttons;
    movements.addEventListener('click', () => actions.onChoice(false));
    light.addEventListener('click', () => actions.onChoice(true));
    skip.addEventListener('click', () => {
      if (this.#view.skip === 'ready') actions.onSkip();
    });
    passive.addEventListener('click', () => actions.onPassive());
    addSheet(root, STYLE);
    // A live region speaks of what changes in it once it is there.
    parts.stage.before(this.#prompt, this.#note);
    parts.cancel.before(...Object.values(this.#buttons));
  }

  render(change: Partial<PanelView>): void {
    const view = { ...this.#view, ...change };
    this.#view = view;
    const { keepFocus, parts } = this.#host;
    keepFocus(parts.controls, () => {
      const { movements, light, skip, passive } = this.#buttons;
      this.#prompt.hidden = view.text === '';
      if (view.symbol) this.#path.setAttribute('d', SYMBOLS[view.symbol]);
      this.#symbol.toggleAttribute('hidden', view.symbol === null);
      say(this.#step, view.step);
      say(this.#text, view.text);
      say(this.#note, view.note);
      movements.hidden = light.hidden = !view.choice;
      skip.hidden = view.skip === 'hidden';
      // A button that is disabled loses the focus.
      skip.ariaDisabled = String(view.skip !== 'ready');
      passive.hidden = !view.passive;
    });
  }

  /** For whoever came here by keyboard: the answer that can harm nobody. */
  focusChoice(): void {
    if (this.#host.root.activeElement) this.#buttons.movements.focus();
  }

  /** Nothing of it stays. */
  remove(): void {
    this.render(NOTHING);
    for (const element of [this.#prompt, this.#note, ...Object.values(this.#buttons)]) element.remove();
  }
}

/** A text that stays is not set again: it would be read out again. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
