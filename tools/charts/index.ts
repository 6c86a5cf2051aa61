import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** Series, in the order in which a chart uses them; told apart by people who see few colours, too. */
export const COLOURS = ['#0b61a4', '#d1495b', '#5f6b6d'] as const;

/** Draws a chart as a file of its own: light ground, readable type, no script. */
export function drawSvg(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<html><body></body></html>');
  const svg = Plot.plot({
    width: 720,
    height: 460,
    marginLeft: 70,
    marginRight: 30,
    marginTop: 40,
    marginBottom: 50,
    ...options,
    style: { background: 'white', color: '#222', fontSize: '13px', fontFamily: 'system-ui, sans-serif' },
    document: document as unknown as Document,
  });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
}

/** A logarithmic axis with a tick each power of ten, in the form 1e-3. */
export function logAxis(label: string, low: number, high: number): Plot.ScaleOptions {
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.ceil(Math.log10(high) - 1e-9);
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const tickFormat = (value: number) =>
    value > 0.09 ? String(+value.toPrecision(2)) : `1e${Math.round(Math.log10(value))}`;
  return { type: 'log', domain: [10 ** from, 10 ** to], ticks, tickFormat, label, grid: true };
}

/** Names of the series in a corner, each in its colour. */
export function legend(
  names: readonly string[],
  corner: 'top-left' | 'bottom-left' | 'top-right',
): Plot.Markish[] {
  return names.map((name, i) => {
    const bottom = corner === 'bottom-left';
    return Plot.text([name], {
      frameAnchor: corner,
      dx: corner === 'top-right' ? -10 : 10,
      dy: bottom ? -10 - 20 * (names.length - 1 - i) : 10 + 20 * i,
      fill: COLOURS[i],
      fontWeight: 'bold',
      stroke: 'white',
      strokeWidth: 4,
    });
  });
}
