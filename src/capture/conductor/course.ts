import type { LivenessPrompt } from '../../api';

/** What is heard when a prompt comes: something is asked for, or what was asked for was seen. */
export type Cue = 'ask' | 'seen';

/** Where a session stands. */
export interface Course {
  readonly prompt: LivenessPrompt | null;
  /** Actions that were asked for at first, and those that are behind. */
  readonly actions: number;
  readonly behind: number;
  /** The last action was done: not skipped. */
  readonly done: boolean;
  /** The person has skipped the action of this prompt. */
  readonly skipped: boolean;
  readonly cue: Cue | null;
}

export const BEGINNING: Course = {
  prompt: null,
  actions: 0,
  behind: 0,
  done: false,
  skipped: false,
  cue: null,
};

/** The next prompt has come. */
export function advance(before: Course, prompt: LivenessPrompt): Course {
  const asked = before.prompt?.kind === 'action' ? before.prompt : null;
  // A session that ends with actions left has not seen the last that it asked for.
  const done = asked !== null && !before.skipped && (prompt.kind !== 'done' || asked.left === 1);
  const next = { ...before, prompt, done, skipped: false, cue: done ? ('seen' as const) : null };
  if (prompt.kind !== 'action') return { ...next, behind: before.behind + (done ? 1 : 0) };
  const actions = Math.max(before.actions, before.behind + prompt.left);
  return { ...next, actions, behind: actions - prompt.left, cue: 'ask' };
}

/** The person cannot do what is asked for. */
export function skip(course: Course): Course {
  return { ...course, skipped: true };
}
