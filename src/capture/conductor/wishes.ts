import type { LivenessAction, LivenessChecks } from '../../api';

const CHECKS: readonly LivenessChecks[] = ['actions', 'flash', 'both', 'passive'];
const ACTIONS: readonly LivenessAction[] = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'];

/** What the element's attributes ask for. */
export interface Wishes {
  readonly checks: LivenessChecks;
  /** The page asked for light, and the person or the page does not want it. */
  readonly lightReplaced: boolean;
  readonly without: readonly LivenessAction[];
  readonly sound: boolean;
  /** The person may choose to do nothing but look. */
  readonly passive: boolean;
}

/** An unknown word asks for actions: a misspelt attribute is no reason to check nothing. */
export function wishesOf(element: Pick<Element, 'getAttribute'>, reducedMotion: boolean): Wishes {
  const word = element.getAttribute('liveness');
  const asked = CHECKS.find((checks) => checks === word) ?? 'actions';
  const lightReplaced = hasLight(asked) && (reducedMotion || isSet(element, 'no-flash'));
  const words = element.getAttribute('without')?.split(/\s+/) ?? [];
  return {
    checks: lightReplaced ? 'actions' : asked,
    lightReplaced,
    without: ACTIONS.filter((action) => words.includes(action)),
    sound: isSet(element, 'sound'),
    passive: isSet(element, 'allow-passive'),
  };
}

export function hasLight(checks: LivenessChecks): boolean {
  return checks === 'flash' || checks === 'both';
}

/** As HTML has it, but for "false", which React 18 writes. */
function isSet(element: Pick<Element, 'getAttribute'>, name: string): boolean {
  const value = element.getAttribute(name);
  return value !== null && value !== 'false';
}
