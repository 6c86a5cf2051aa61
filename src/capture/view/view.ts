import type { Parts } from './shadow';
import type { CaptureStrings } from './strings';

/** What of the element changes in a capture. */
export interface View {
  /** Whether the camera's picture is shown, and whether as a mirror does. */
  readonly stage: 'hidden' | 'shown' | 'mirrored';
  /** Whether the frame is as it should be. */
  readonly good: boolean;
  readonly hint: string;
  readonly error: string | null;
  readonly start: boolean;
  readonly cancel: boolean;
  /** Frames taken, of several. */
  readonly progress: { readonly taken: number; readonly wanted: number; readonly text: string } | null;
}

/** Before a capture and after. */
export const AT_REST: View = {
  stage: 'hidden',
  good: false,
  hint: '',
  error: null,
  start: true,
  cancel: false,
  progress: null,
};

/** Shows it. Texts that stay are not set again: they would be read out again. */
export function render(parts: Parts, { stage, good, hint, error, start, cancel, progress }: View): void {
  parts.stage.hidden = stage === 'hidden';
  if (stage !== 'hidden') parts.stage.classList.toggle('mirrored', stage === 'mirrored');
  parts.stage.classList.toggle('good', good);
  if (parts.hint.textContent !== hint) parts.hint.textContent = hint;
  if (error !== null && (parts.error.hidden || parts.error.textContent !== error))
    parts.error.textContent = error;
  parts.error.hidden = error === null;
  parts.start.hidden = !start;
  parts.cancel.hidden = !cancel;
  parts.progress.hidden = progress === null;
  if (progress === null) return;
  parts.progress.max = progress.wanted;
  parts.progress.value = progress.taken;
  parts.progress.ariaLabel = progress.text;
}

/** Makes a change; the focus of a button that it hides goes on to the first that is there. */
export function keepFocus(controls: HTMLElement, change: () => void): void {
  const root = controls.getRootNode();
  const before = root instanceof ShadowRoot ? root.activeElement : null;
  change();
  if (before?.isConnected && !before.closest('[hidden]')) return;
  if (before) controls.querySelector<HTMLElement>('button:not([hidden])')?.focus();
}

/** What the controls are called, and whether files can be chosen. */
export function label(
  { startText, cancel, choose, chooseText, input, video }: Parts,
  strings: CaptureStrings,
  files: 'none' | 'one' | 'several',
): void {
  startText.textContent = strings.start;
  cancel.textContent = strings.cancel;
  chooseText.textContent = strings.choose;
  video.ariaLabel = strings.preview;
  choose.hidden = files === 'none';
  input.multiple = files === 'several';
}
