import { resolve } from 'node:path';
import type { LivenessAction } from '../../../../src';
import { SPECIES, type Species } from '../../../pad';
import { CHECKS, type Check } from './plan';
import type { FilmOptions } from './run';

/** What was typed. Throws for a check or a species that there is not. */
export function filmOptions(typed: {
  readonly people: string;
  readonly out: string;
  readonly tabs: string;
  readonly checks: string;
  readonly sessions: string;
  readonly genuine: string;
  readonly after: string;
  readonly species?: string | undefined;
  readonly without: string;
  readonly show: boolean;
}): FilmOptions {
  return {
    people: resolve(typed.people),
    out: resolve(typed.out),
    tabs: Number(typed.tabs),
    checks: typed.checks.split(',').map(checkOf),
    species:
      typed.species === undefined
        ? (Object.keys(SPECIES) as Species[])
        : typed.species.split(',').map(speciesOf),
    attack: Number(typed.sessions),
    genuine: Number(typed.genuine),
    after: Number(typed.after),
    without: typed.without === '' ? [] : typed.without.split(',').map(actionOf),
    show: typed.show,
  };
}

function checkOf(name: string): Check {
  const check = CHECKS.find((each) => each === name);
  if (check === undefined) throw new Error(`--checks ${name}: ${CHECKS.join(', ')}`);
  return check;
}

function speciesOf(name: string): Species {
  if (!(name in SPECIES)) throw new Error(`--species ${name}: ${Object.keys(SPECIES).join(', ')}`);
  return name as Species;
}

const ACTIONS: readonly LivenessAction[] = ['blink', 'turn_left', 'turn_right', 'nod', 'open_mouth'];

function actionOf(name: string): LivenessAction {
  const action = ACTIONS.find((each) => each === name);
  if (action === undefined) throw new Error(`--without ${name}: ${ACTIONS.join(', ')}`);
  return action;
}
