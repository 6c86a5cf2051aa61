import { markdown } from '../../tables';
import { interval, percent, type Section } from '../report';
import {
  type AttackRate,
  areaUnderRoc,
  type Count,
  chooseThreshold,
  halves,
  type LiveRate,
  type Rates,
  rate,
  ratesAt,
} from './measures';
import { type Judged, NETWORKS, type Network } from './networks';

/** Thresholds that no data chose. */
const FIXED = [0.01, 0.5, 0.9];

const TITLES: Readonly<Record<Network, string>> = {
  minifasnet: 'MiniFASNet pair',
  'human antispoof': 'human, antispoof',
  'human liveness': 'human, liveness',
};

/** Who answered at least one picture. */
export function networksIn(judged: readonly Judged[]): Network[] {
  return NETWORKS.filter((network) => judged.some(({ scores }) => scores[network] !== null));
}

/**
 * Everything of the report. `threshold`: the pair's, to be looked at as it is; without, each network's is chosen on one half of the people and its
 * rates are those of the other half, both ways.
 */
export function sectionsOf(judged: readonly Judged[], threshold: number | undefined): Section[] {
  const networks = networksIn(judged);
  return [
    threshold === undefined ? heldOutSection(judged, networks) : asIsSection(judged, threshold),
    fixedSection(judged, networks),
    ...(networks.includes('minifasnet') ? [peopleSection(judged, threshold), gateSection(judged)] : []),
  ];
}

function heldOutSection(judged: readonly Judged[], networks: readonly Network[]): Section {
  const [one, other] = halves(judged);
  const rows = networks.flatMap((network) =>
    [[one, other, 'first'] as const, [other, one, 'second'] as const].map(([choosing, reporting, name]) => ({
      network,
      name,
      auc: areaUnderRoc(reporting, network),
      rates: ratesAt(reporting, network, chooseThreshold(choosing, network)),
    })),
  );
  return {
    title: 'Threshold chosen on one half of the people, rates of the other',
    body: markdown({
      head: [
        'network',
        'chosen on',
        'threshold',
        'APCER, worst',
        'BPCER',
        'worst person',
        'no answer',
        'AUC',
      ],
      rows: rows.map(({ network, name, rates, auc }) => [
        TITLES[network],
        `${name} half`,
        rates.threshold.toFixed(3),
        ...ratesCells(rates),
        auc.toFixed(3),
      ]),
    }),
    data: { heldOut: rows },
  };
}

function asIsSection(judged: readonly Judged[], threshold: number): Section {
  const rates = ratesAt(judged, 'minifasnet', threshold);
  const auc = areaUnderRoc(judged, 'minifasnet');
  return {
    title: 'At the manifest’s threshold',
    body: markdown({
      head: ['network', 'threshold', 'APCER, worst', 'BPCER', 'worst person', 'no answer', 'AUC'],
      rows: [[TITLES.minifasnet, threshold.toFixed(3), ...ratesCells(rates), auc.toFixed(3)]],
    }),
    data: { asIs: { rates, auc } },
  };
}

function fixedSection(judged: readonly Judged[], networks: readonly Network[]): Section {
  const rows = networks.flatMap((network) =>
    FIXED.map((threshold) => ({
      network,
      auc: areaUnderRoc(judged, network),
      rates: ratesAt(judged, network, threshold),
    })),
  );
  return {
    title: 'All people, at thresholds that no data chose',
    body: markdown({
      head: ['network', 'AUC', 'threshold', 'APCER, worst', 'BPCER', 'worst person', 'no answer'],
      rows: rows.map(({ network, auc, rates }) => [
        TITLES[network],
        auc.toFixed(3),
        String(rates.threshold),
        ...ratesCells(rates),
      ]),
    }),
    data: { fixed: rows },
  };
}

function peopleSection(judged: readonly Judged[], given: number | undefined): Section {
  const threshold = given ?? chooseThreshold(halves(judged)[0], 'minifasnet');
  const { attacks, live } = ratesAt(judged, 'minifasnet', threshold);
  return {
    title: `The pair by species and by person, at ${threshold.toFixed(3)}`,
    body: [
      markdown({
        head: ['camera', 'species', 'attacks accepted', 'by whose picture', 'no answer'],
        rows: attacks.map((each) => [
          each.source,
          each.species,
          counted(each, each.interval),
          `${each.people.wrong} of ${each.people.of} people`,
          String(each.unanswered),
        ]),
      }),
      markdown({
        head: ['person', 'living pictures refused', 'no answer'],
        rows: live.people.map((each) => [each.person, counted(each), String(each.unanswered)]),
      }),
    ].join('\n\n'),
    data: { people: { threshold, attacks, live } },
  };
}

/** Pictures that are not gone by, and what would have become of them. */
function gateSection(judged: readonly Judged[]): Section {
  const stopped = judged.filter(({ reasons }) => reasons.length > 0);
  const reasons = [...new Set(stopped.flatMap((each) => each.reasons))].sort();
  const rows = reasons.map((reason) => {
    const own = stopped.filter((each) => each.reasons.includes(reason));
    const [living, attacks] = [true, false].map((live) =>
      own.filter(({ species }) => (species === null) === live),
    );
    const above = (pictures: readonly Judged[] = []) =>
      pictures.filter(({ scores }) => (scores.minifasnet ?? 0) > 0.5).length;
    return {
      reason,
      living: living?.length ?? 0,
      livingAbove: above(living),
      attacks: attacks?.length ?? 0,
      attacksAbove: above(attacks),
    };
  });
  return {
    title: 'Pictures that the quality gate sends back',
    body: markdown({
      head: ['reason', 'living', 'of these above 0.5', 'attacks', 'of these above 0.5'],
      rows: rows.map(({ reason, living, livingAbove, attacks, attacksAbove }) => [
        `\`${reason}\``,
        String(living),
        String(livingAbove),
        String(attacks),
        String(attacksAbove),
      ]),
    }),
    data: { gate: rows },
  };
}

function ratesCells({ attacks, live }: Rates): string[] {
  const [worst] = attacks;
  const unanswered = attacks.reduce((sum, each) => sum + each.unanswered, 0);
  return [
    worst === undefined ? 'no attacks' : `${nameOf(worst)}: ${counted(worst, worst.interval)}`,
    counted(live, live.interval),
    worstPerson(live),
    `${unanswered} attacks, ${live.unanswered} living`,
  ];
}

function worstPerson({ people }: LiveRate): string {
  const [worst] = people;
  return worst === undefined ? 'nobody' : `${worst.person}: ${counted(worst)}`;
}

function nameOf({ source, species }: AttackRate): string {
  return `${source}, ${species}`;
}

function counted(each: Count, between?: readonly [low: number, high: number]): string {
  const share = each.of === 0 ? '' : `: ${percent(rate(each))}`;
  return `${each.wrong} of ${each.of}${share}${between ? ` (${interval(between)})` : ''}`;
}
