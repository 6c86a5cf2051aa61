import { SPECIES } from '../../../pad';
import { markdown } from '../../../tables';
import { interval, percent, type Section } from '../../report';
import { barsOf, type Outcome, type Tally, tallies } from './measures';
import type { Check } from './plan';

/** A cooperative person, from start to verdict. */
const LONGEST_MS = 8000;

/** Everything of the report, for each check. */
export function filmSections(outcomes: readonly Outcome[], checks: readonly Check[]): Section[] {
  return checks.flatMap((check) => {
    const all = tallies(outcomes, check);
    return [barSection(all, check), speciesSection(all, check), reasonSection(all, check)];
  });
}

function barSection(all: readonly Tally[], check: Check): Section {
  const bars = barsOf(all, check);
  const genuine = all.find(({ species }) => species === 'genuine');
  const rows = bars.map(({ what, wrong, of, interval: between, atMost }) => [
    what,
    `${wrong} of ${of}: ${percent(wrong / of)} (${interval(between)})`,
    atMost === 0 ? 'none' : `≤ ${percent(atMost)}`,
    wrong <= atMost * of ? 'holds' : 'does not hold',
  ]);
  if (genuine) {
    rows.push([
      'genuine, start to verdict: median; 95th percentile',
      `${seconds(genuine.medianMs)}; ${seconds(genuine.slowMs)}`,
      `≤ ${seconds(LONGEST_MS)}`,
      genuine.slowMs <= LONGEST_MS ? 'holds' : 'does not hold',
    ]);
  }
  return {
    title: `${check}: against the bars`,
    body: markdown({ head: ['what', 'measured', 'bar', ''], rows }),
    data: { [`${check}Bars`]: bars },
  };
}

function speciesSection(all: readonly Tally[], check: Check): Section {
  return {
    title: `${check}: by species`,
    body: markdown({
      head: ['species', 'what', 'accepted', 'refused', 'inconclusive', 'error, 95 %', 'time, median; 95 %'],
      rows: all.map((each) => [
        `${each.species}${SPECIES[each.species].beyond ? ' *' : ''}`,
        SPECIES[each.species].line,
        `${each.accepted} of ${each.of}`,
        String(each.refused),
        String(each.inconclusive),
        interval(each.interval),
        `${seconds(each.medianMs)}; ${seconds(each.slowMs)}`,
      ]),
    }),
    data: {
      [`${check}Species`]: all.map((each) => ({ ...each, reasons: Object.fromEntries(each.reasons) })),
    },
  };
}

function reasonSection(all: readonly Tally[], check: Check): Section {
  return {
    title: `${check}: reasons`,
    body: markdown({
      head: ['species', 'reasons, and in how many sessions'],
      rows: all.map(({ species, reasons }) => [
        species,
        [...reasons]
          .sort(([, a], [, b]) => b - a)
          .map(([reason, count]) => `\`${reason}\` ${count}`)
          .join(', ') || 'none',
      ]),
    }),
    data: {},
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
