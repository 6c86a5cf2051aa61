import type { ActionsCheck } from '../../api';
import type { ColourChange, LightSample } from '../flash';

type TakenAction = ActionsCheck['actions'][number];

/** What was asked for and seen so far. */
export interface CourseRecord {
  readonly actions: TakenAction[];
  /** Of the movement of the head that was furthest from flat; as `depthOf`. Null without one. */
  depth: number | null;
  readonly changes: ColourChange[];
  readonly samples: LightSample[];
}

export function emptyRecord(): CourseRecord {
  return { actions: [], depth: null, changes: [], samples: [] };
}
