/** What the element shows, once; the element changes texts and attributes. Class names are the parts' names. */
const MARKUP = `
<div class="stage" part="stage" hidden>
  <video part="video" muted playsinline></video>
  <svg part="outline" aria-hidden="true" preserveAspectRatio="xMidYMid slice"><ellipse part="face" /></svg>
  <slot name="overlay"></slot>
</div>
<p class="hint" part="hint" role="status"></p>
<p class="error" part="error" role="alert" hidden></p>
<progress part="progress" hidden></progress>
<div class="controls" part="controls">
  <button type="button" class="start" part="button start"><slot name="start"></slot></button>
  <label class="choose" part="button choose"><span></span><input type="file" accept="image/*"></label>
  <button type="button" class="cancel" part="button cancel" hidden></button>
</div>
<slot></slot>`;

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
  readonly start: HTMLButtonElement;
  readonly startText: HTMLSlotElement;
  readonly choose: HTMLElement;
  readonly chooseText: HTMLElement;
  readonly input: HTMLInputElement;
  readonly cancel: HTMLButtonElement;
}

export function fillShadow(root: ShadowRoot): Parts {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.innerHTML = MARKUP;
  const find = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  return {
    stage: find('.stage'),
    video: find('video'),
    outline: find('svg'),
    face: find('ellipse'),
    hint: find('.hint'),
    error: find('.error'),
    progress: find('progress'),
    start: find('.start'),
    startText: find('.start slot'),
    choose: find('.choose'),
    chooseText: find('.choose span'),
    input: find('input'),
    cancel: find('.cancel'),
  };
}
