import { messages, number } from '../i18n';

export interface GaugeProps {
  /** 0…100. */
  readonly confidence: number;
  /** From where it counts as a match. */
  readonly threshold: number;
}

const RADIUS = 42;
const CENTRE = 50;

/** Half a circle from 0 to 100, with a mark at the threshold. */
export function Gauge({ confidence, threshold }: GaugeProps) {
  const { verify } = messages.value;
  const shown = number(confidence, 1);
  const [x1, y1] = onArc(threshold, RADIUS - 7);
  const [x2, y2] = onArc(threshold, RADIUS + 7);
  return (
    <svg class="gauge" viewBox="0 0 100 58" role="img" aria-label={verify.gauge(shown, threshold)}>
      <path class="track" d={arc(100)} />
      <path class={confidence >= threshold ? 'match' : 'no-match'} d={arc(Math.max(0.5, confidence))} />
      <line class="threshold" x1={x1} y1={y1} x2={x2} y2={y2} />
      <text x={CENTRE} y="48" text-anchor="middle">
        {shown}
      </text>
      <text class="small" x={CENTRE} y="56" text-anchor="middle">
        {verify.confidence}
      </text>
    </svg>
  );
}

function onArc(value: number, radius: number): [x: string, y: string] {
  const angle = Math.PI * (1 - value / 100);
  return [(CENTRE + radius * Math.cos(angle)).toFixed(2), (CENTRE - radius * Math.sin(angle)).toFixed(2)];
}

function arc(value: number): string {
  const [x, y] = onArc(value, RADIUS);
  return `M ${CENTRE - RADIUS} ${CENTRE} A ${RADIUS} ${RADIUS} 0 0 1 ${x} ${y}`;
}
