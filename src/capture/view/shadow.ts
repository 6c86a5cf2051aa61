/** A constructed sheet: a content policy without 'unsafe-inline' allows it. */
const STYLE = `
:host { display: grid; gap: 0.5rem; --mien-capture-good: #2fbf71; --mien-capture-line: #ffd23f; }
:host([hidden]), [hidden] { display: none !important; }
p { margin: 0; min-height: 1.5em; }
.hint { font-weight: 600; }
.stage { position: relative; overflow: hidden; border-radius: 0.5rem; background: #000; aspect-ratio: 4 / 3; }
video, svg { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.stage.mirrored video, .stage.mirrored svg { transform: scaleX(-1); }
ellipse { fill: none; stroke: var(--mien-capture-line); stroke-width: 3px; vector-effect: non-scaling-stroke; }
.good ellipse { stroke: var(--mien-capture-good); }
progress { width: 100%; }
.controls { display: flex; flex-wrap: wrap; gap: 0.5rem; }
button, .choose { font: inherit; padding: 0.5rem 0.9rem; border: 1px solid currentColor; border-radius: 0.5rem;
  background: none; color: inherit; cursor: pointer; }
.choose { position: relative; }
.choose input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; }
:focus-visible, .choose:focus-within { outline: 3px solid; outline-offset: 2px; }`;

/** The parts that change. */
export interface Parts {
  readonly stage: HTMLElement;
  readonly video: HTMLVideoElement;
  readonly outline: SVGSVGElement;
  readonly face: SVGEllipseElement;
  readonly hint: HTMLElement;
  readonly error: HTMLElement;
  readonly progress: HTMLProgressElement;
  readonly controls: HTMLElement;
  readonly start: HTMLButtonElement;
  readonly startText: HTMLSlotElement;
  readonly choose: HTMLElement;
  readonly chooseText: HTMLElement;
  readonly input: HTMLInputElement;
  readonly cancel: HTMLButtonElement;
}

/** What the element shows, once; the element changes texts and attributes. Made without HTML, which some pages' policies take from nobody. */
export function fillShadow(root: ShadowRoot): Parts {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const video = made('video', { part: 'video', playsinline: '' });
  video.muted = true; // the attribute counts for parsed elements only
  const face = drawn('ellipse', { part: 'face' });
  const outline = drawn('svg', {
    part: 'outline',
    'aria-hidden': 'true',
    preserveAspectRatio: 'xMidYMid slice',
  });
  outline.append(face);
  const stage = made('div', { class: 'stage', part: 'stage', hidden: '' }, [
    video,
    outline,
    made('slot', { name: 'overlay' }),
  ]);
  const hint = made('p', { class: 'hint', part: 'hint', role: 'status' });
  const error = made('p', { class: 'error', part: 'error', role: 'alert', hidden: '' });
  const progress = made('progress', { part: 'progress', hidden: '' });
  const startText = made('slot', { name: 'start' });
  const start = made('button', { type: 'button', class: 'start', part: 'button start' }, [startText]);
  const chooseText = made('span', {});
  const input = made('input', { type: 'file', accept: 'image/*' });
  const choose = made('label', { class: 'choose', part: 'button choose' }, [chooseText, input]);
  const cancel = made('button', { type: 'button', class: 'cancel', part: 'button cancel', hidden: '' });
  const controls = made('div', { class: 'controls', part: 'controls' }, [start, choose, cancel]);
  root.append(stage, hint, error, progress, controls, made('slot', {}));
  return {
    stage,
    video,
    outline,
    face,
    hint,
    error,
    progress,
    controls,
    start,
    startText,
    choose,
    chooseText,
    input,
    cancel,
  };
}

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children. */
export function made<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.append(...children);
  return given(element, attributes);
}

export function drawn<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes,
): SVGElementTagNameMap[K] {
  return given(document.createElementNS('http://www.w3.org/2000/svg', name), attributes);
}

function given<E extends Element>(element: E, attributes: Attributes): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
