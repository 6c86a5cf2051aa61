import { messages } from '../i18n';
import { answerOf, unsureFrom } from './verdict';

export interface VerdictBarProps {
  /** 0…100. */
  readonly confidence: number;
  /** From where it counts as a match. */
  readonly threshold: number;
}

const WIDTH = 300;
/** Room for the marker at both ends. */
const PAD = 8;
const TOP = 16;
const HEIGHT = 12;

/**
 * Where a photo lies between "no" and "yes", with a line at each of the two thresholds. It shows no number: people read 74 of 100 as 74 per
 * cent.
 */
export function VerdictBar({ confidence, threshold }: VerdictBarProps) {
  const { verdict } = messages.value;
  const answer = answerOf(confidence, threshold);
  const [low, high] = [at(unsureFrom(threshold)), at(threshold)];
  const zones = [
    { kind: 'no', from: at(0), to: low },
    { kind: 'unsure', from: low, to: high },
    { kind: 'yes', from: high, to: at(100) },
  ] as const;
  return (
    <svg
      class="verdict-bar"
      viewBox={`0 0 ${WIDTH + 2 * PAD} 46`}
      role="img"
      aria-label={verdict.bar[answer]}
      data-answer={answer}
    >
      {zones.map(({ kind, from, to }) => (
        <g key={kind} class={kind === answer ? `zone ${kind} here` : `zone ${kind}`}>
          <rect x={from} y={TOP} width={to - from} height={HEIGHT} />
          <text x={(from + to) / 2} y={TOP + HEIGHT + 14} text-anchor="middle">
            {verdict.zones[kind]}
          </text>
        </g>
      ))}
      {[low, high].map((x) => (
        <line key={x} class="threshold" x1={x} x2={x} y1={TOP - 3} y2={TOP + HEIGHT + 3} />
      ))}
      <path class="marker" d={`M ${at(confidence)} ${TOP - 1} l -6 -11 h 12 z`} />
    </svg>
  );
}

/** Below 50, where nothing is decided, the scale is drawn in a third of the length. */
function at(confidence: number): number {
  const share = confidence <= 50 ? confidence / 200 : 0.25 + (0.75 * (confidence - 50)) / 50;
  return PAD + WIDTH * share;
}
