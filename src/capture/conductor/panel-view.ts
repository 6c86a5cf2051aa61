import type { LivenessAction } from '../../api';
import type { LivenessStrings } from '../view';
import type { Course } from './course';
import type { SymbolName } from './symbols';

/** What of the panel changes. */
export interface PanelView {
  readonly symbol: SymbolName | null;
  /** "2 of 4". */
  readonly step: string;
  readonly text: string;
  /** What holds for all of the session. */
  readonly note: string;
  /** `there`: it keeps its place between two actions, and does nothing. */
  readonly skip: 'hidden' | 'there' | 'ready';
  /** The two answers to the warning of light. */
  readonly choice: boolean;
  readonly passive: boolean;
}

export const NOTHING: PanelView = {
  symbol: null,
  step: '',
  text: '',
  note: '',
  skip: 'hidden',
  choice: false,
  passive: false,
};

/** Sides as on the picture: in a mirror the person's own left is on the left. */
function symbolOf(action: LivenessAction, mirrored: boolean): SymbolName {
  if (action === 'blink' || action === 'nod') return action;
  if (action === 'open_mouth') return 'mouth';
  return (action === 'turn_left') === mirrored ? 'left' : 'right';
}

/** How a prompt is shown. Colours of the screen have a surface of their own, which says one text for all of them. */
export function viewOf(
  { prompt, actions, behind, done, skipped }: Course,
  words: LivenessStrings,
  { mirrored, progress }: { mirrored: boolean; progress: (taken: number, wanted: number) => string },
): Pick<PanelView, 'symbol' | 'step' | 'text' | 'skip'> {
  if (prompt?.kind === 'action') {
    const { action } = prompt;
    const step = progress(behind + 1, actions);
    const skip = skipped ? 'there' : 'ready';
    return { symbol: symbolOf(action, mirrored), step, text: words.actions[action], skip };
  }
  if (prompt?.kind === 'flash') return { symbol: 'look', step: '', text: words.flash, skip: 'hidden' };
  if (prompt?.kind === 'done') return { symbol: 'done', step: '', text: words.done, skip: 'hidden' };
  // The button waits in its place for the next action, if there is one.
  const skip = behind < actions ? 'there' : 'hidden';
  return { symbol: done ? 'done' : 'look', step: '', text: done ? words.back : words.look, skip };
}
