import type { LivenessReason, LivenessVerdict, PassiveCheck } from '../../api';
import { type Suspicion, suspicionOf } from '../camera';
import type { CourseRecord } from '../course';
import type { FlashFinding } from '../flash';
import { BOND } from './bond';

/** What a session left. */
export interface Evidence {
  /** Why it could not be seen through; null where it was. */
  readonly ended: LivenessReason | null;
  readonly asked: { readonly actions: boolean; readonly flash: boolean };
  readonly record: CourseRecord;
  /** Lowest confidence of two templates; null without two. */
  readonly bond: number | null;
  /** Null where the screen did not get through its colours. */
  readonly flash: FlashFinding | null;
  /** Null where the networks are not installed, or no frame could be judged. */
  readonly passive: PassiveCheck | null;
  readonly suspicions: readonly Suspicion[];
}

/** In the order in which they are told. The first of them refuse; the others leave it open. */
const REFUSE: readonly LivenessReason[] = [
  'another_person',
  'frames_repeated',
  'flat',
  'wrong_action',
  'flash_mismatch',
  'camera_changed',
];

/**
 * A passive score up to which it raises a suspicion, and what that weighs: below the half that would leave the verdict open alone, since the
 * same number means something else with another camera (docs/measured/liveness.md).
 */
const PASSIVE_LOW = 0.01;
const PASSIVE_WEIGHT = 0.4;
/** Suspicion of camera and pair together, 0…1, from which the verdict stays open. */
const SUSPECTED = 0.5;

/**
 * The rule, in this order: one reason that refuses, and it is false; one that leaves it open, or too much suspicion, and it is
 * inconclusive; nothing was asked for, and it is inconclusive; else all that was asked for was seen, and it is true.
 */
export function fuse(evidence: Evidence): Omit<LivenessVerdict, 'capture'> {
  const { asked, record, bond, flash, passive, suspicions } = evidence;
  const low = passive !== null && passive.score <= PASSIVE_LOW;
  const doubts = low ? [...suspicions, { what: 'passive', weight: PASSIVE_WEIGHT }] : suspicions;
  const suspicion = suspicionOf(doubts);
  const seenThrough = evidence.ended === null;
  const passed = {
    actions: seenThrough && (bond ?? 0) >= BOND,
    flash: flash?.check.passed ?? false,
  };
  const reasons = reasonsOf(evidence, low, suspicion);
  const refused = reasons.some((reason) => REFUSE.includes(reason));
  const made = {
    ...(asked.actions && {
      actions: { passed: passed.actions, actions: record.actions, bond, depth: record.depth },
    }),
    ...(asked.flash && flash && { flash: flash.check }),
    ...(passive && { passive }),
    camera: { assurance: 'software_only' as const, suspicions },
  };
  return {
    live: refused ? false : reasons.length === 0 ? true : 'inconclusive',
    score: refused ? 0 : scoreOf(evidence, suspicion),
    reasons,
    checks: made,
  };
}

function reasonsOf(evidence: Evidence, low: boolean, suspicion: number): LivenessReason[] {
  const { ended, asked, bond, flash, suspicions } = evidence;
  const found = new Set<LivenessReason>();
  if (ended) found.add(ended);
  if (bond !== null && bond < BOND) found.add('another_person');
  if (flash?.reason) found.add(flash.reason);
  // Whoever could not be compared with themselves may have been two.
  if (ended === null && bond === null) found.add('poor_frames');
  if (suspicion >= SUSPECTED) {
    if (suspicions.length > 0) found.add('camera_suspicion');
    if (low) found.add('passive_suspicion');
  }
  if (!asked.actions && !asked.flash && ended === null) found.add('not_asked');
  const rank = (reason: LivenessReason) => {
    const at = REFUSE.indexOf(reason);
    return at < 0 ? REFUSE.length : at;
  };
  return [...found].sort((a, b) => rank(a) - rank(b));
}

/** The share of what was asked for that was seen, less what is suspected. No probability: there is no data to make it one. */
function scoreOf({ asked, record, flash, passive }: Evidence, suspicion: number): number {
  const shares: number[] = [];
  const counted = record.actions.filter(({ skipped }) => !skipped);
  if (asked.actions)
    shares.push(counted.filter(({ seenMs }) => seenMs !== null).length / Math.max(1, counted.length));
  if (asked.flash) shares.push(Math.max(0, flash?.check.skin ?? 0));
  if (shares.length === 0) shares.push(passive?.score ?? 0);
  return Math.min(...shares) * (1 - suspicion);
}
