import * as Plot from '@observablehq/plot';
import { drawSvg } from '../../tools/charts';
import type { VerifyRow } from './types';

/** Photo to verdict, p50 as a bar and p95 as a tick, the fastest on top. */
export function verifyChart(rows: readonly VerifyRow[], environment: string): string {
  const small = rows.filter(({ size }) => size === 'small');
  return drawSvg({
    width: 900,
    marginLeft: 220,
    marginRight: 60,
    marginTop: 50,
    marginBottom: 60,
    x: { label: 'ms →', grid: true },
    y: { label: null, domain: [...small].sort((a, b) => a.p50 - b.p50).map(({ title }) => title) },
    marks: [
      Plot.text(['Photo to verdict, warm: p50, and p95 as a tick'], {
        frameAnchor: 'top',
        dy: -28,
        fontWeight: 'bold',
      }),
      Plot.text([environment], { frameAnchor: 'bottom-left', dy: 50, fontSize: 9 }),
      Plot.barX(small, {
        x: 'p50',
        y: 'title',
        fill: (row: VerifyRow) => (row.peer.startsWith('mien') ? '#0a7' : '#999'),
      }),
      Plot.tickX(small, { x: 'p95', y: 'title' }),
      Plot.text(small, {
        x: 'p50',
        y: 'title',
        text: (row: VerifyRow) => row.p50.toFixed(0),
        dx: 4,
        textAnchor: 'start',
      }),
    ],
  } as Plot.PlotOptions);
}
