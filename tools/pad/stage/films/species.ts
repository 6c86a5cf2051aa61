import type { LivenessChecks } from '../../../../src';
import type { Species } from '../../species';
import { type Chance, Person, Recording, Shine } from '../acting';
import { Head, type Portrait } from '../props';
import { drawStrength, Living, type Whose } from './living';
import { Print } from './print';
import { Late, Recorded } from './replay';
import type { Scene } from './scene';
import { Screen } from './screen';

/** Who plays, and what with. */
export interface Cast {
  readonly portrait: Portrait;
  /** Somebody else. */
  readonly other: Portrait;
  readonly canonical: Float32Array;
  readonly checks: LivenessChecks;
  readonly chance: Chance;
}

/** From a prompt to the first frame that can show it: the page, the screen, and the camera. */
const LAG_MS = [40, 130] as const;
/** Of what is sent to somebody elsewhere and back. */
const LATE_MS = [450, 900] as const;
/** Which action or colour is asked for when the face becomes another one: sessions have three and more. */
const SWAPPED_AT = [2, 3] as const;
/** Of what is computed while it is shown. */
const COMPUTED_MS = 80;

export function sceneOf(species: Species, cast: Cast): Scene {
  const { portrait, other, canonical, chance } = cast;
  const lagMs = chance.between(...LAG_MS);
  const head = (of: Portrait) => new Head(of, canonical);
  const lit = () => ({ shine: new Shine(lagMs), strength: drawStrength(chance) });
  const living = () => new Living([head(portrait)], new Person(chance), lit());
  const turns = (whose: Whose) => new Living([head(portrait), head(other)], new Person(chance), lit(), whose);
  const shown = (inner: Scene) => new Screen(inner, chance, lagMs, drawStrength(chance));
  switch (species) {
    case 'genuine':
      return living();
    case 'print':
      return new Print(portrait, null, canonical, chance, lagMs);
    case 'print-cut-eyes':
      return new Print(portrait, other, canonical, chance, lagMs);
    case 'replay': {
      const kind =
        cast.checks === 'flash' || (cast.checks === 'both' && chance.next() < 0.5) ? 'flash' : 'actions';
      return shown(new Recorded(living(), new Recording(chance, kind)));
    }
    case 'replay-late':
      return shown(new Late(living(), chance.between(...LATE_MS)));
    case 'swapped': {
      const [which, afterMs] = [chance.pick(SWAPPED_AT), chance.between(0, 600)];
      return turns((timeMs, person) => (timeMs >= (person?.askedMs(which) ?? 0) + afterMs ? 1 : 0));
    }
    case 'swapped-after':
      return turns((timeMs, person) => (person !== null && timeMs >= person.lastTurnMs ? 1 : 0));
    case 'in-turns': {
      const everyMs = chance.between(700, 1600);
      return turns((timeMs) => Math.floor(timeMs / everyMs) % 2);
    }
    case 'repeated':
    case 'still':
      return new Living([head(portrait)], null, null);
    case 'puppet':
      return shown(new Late(new Living([head(portrait)], new Person(chance), null), COMPUTED_MS));
  }
}
