import type { Calibration } from '../../../src/protocol';
import { markdown } from '../../tables';
import type { Templates } from '../photos';
import { measureCalibration } from './calibration';
import { TooFewError } from './curve';
import { crossCheck, type HeldOutRate } from './held-out';

/**
 * The calibration that templates show, and what it is worth on unseen people: a table, or the reason why there is none.
 * `known` as `measureCalibration` takes it. Throws TooFewError when even all people together are too few.
 */
export function calibrateAndCheck(
  templates: Templates,
  data: string,
  known: Calibration,
): { calibration: Calibration; worth: string } {
  const calibration = measureCalibration(templates, data, known);
  return { calibration, worth: worthUnseen(templates, known) };
}

function worthUnseen(templates: Templates, known: Calibration): string {
  try {
    return `Calibrated on one half of the people and counted on the other:\n\n${heldOutTable(crossCheck(templates, known))}`;
  } catch (error) {
    if (!(error instanceof TooFewError)) throw error;
    return `Not checked on unseen people, as half of these are too few to calibrate on (${error.message}).`;
  }
}

export function heldOutTable(rates: readonly HeldOutRate[]): string {
  const head = [
    'faces',
    'confidence',
    'promised FMR',
    'measured FMR',
    '95 %',
    'false matches',
    'people',
    'missed',
  ];
  const rows = rates.map((rate) => [
    String(rate.faces),
    String(rate.confidence),
    rate.promised.toExponential(0),
    rate.measured.toExponential(2),
    rate.interval.map((end) => end.toExponential(1)).join(' … '),
    `${rate.falseMatches.toFixed(1)} of ${Math.round(rate.comparisons)}`,
    String(rate.people),
    missed(rate),
  ]);
  return markdown({ head, rows });
}

function missed({ missed, genuine }: HeldOutRate): string {
  // Photos of their own that are not enrolled: nobody may have any.
  if (genuine === 0) return 'no photos';
  return `${missed.toFixed(1)} of ${Math.round(genuine)} (${((100 * missed) / genuine).toFixed(2)} %)`;
}
