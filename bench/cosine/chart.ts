import * as Plot from '@observablehq/plot';
import { drawSvg } from '../../tools/charts';
import type { CosineRow } from './types';

/** Templates a second by size of the gallery, one line a contender, for 128 numbers. */
export function cosineChart(rows: readonly CosineRow[], environment: string): string {
  const searched = new Set(rows.filter(({ does }) => does === 'search').map(({ name }) => name));
  const drawn = rows
    .filter(({ dimension, does }) => dimension === 128 && does !== 'read')
    .filter(({ name, does }) => does === 'search' || !searched.has(name)) // a search is what one waits for
    .map((row) => ({ ...row, label: `${row.name} (${row.does})`, millions: row.templatesPerSecond / 1e6 }));
  const ends = drawn.filter(
    (row) =>
      row.rows === Math.max(...drawn.filter(({ label }) => label === row.label).map((each) => each.rows)),
  );
  return drawSvg({
    width: 900,
    marginRight: 240,
    x: {
      type: 'log',
      label: 'templates →',
      grid: true,
      tickFormat: (value: number) => value.toLocaleString('en'),
    },
    y: {
      type: 'log',
      label: '↑ millions a second',
      grid: true,
      tickFormat: (value: number) => String(+value.toPrecision(2)),
    },
    marginBottom: 70,
    marks: [
      Plot.text(['Templates of 128 numbers compared in a second'], {
        frameAnchor: 'top',
        dy: -28,
        fontWeight: 'bold',
      }),
      Plot.text([environment], { frameAnchor: 'bottom-left', dy: 60, fontSize: 9 }),
      Plot.line(drawn, { x: 'rows', y: 'millions', stroke: 'label' }),
      Plot.dot(drawn, { x: 'rows', y: 'millions', fill: 'label', r: 3 }),
      Plot.text(ends, {
        x: 'rows',
        y: 'millions',
        text: 'label',
        fill: 'label',
        dx: 8,
        textAnchor: 'start',
        fontSize: 10,
      }),
    ],
  } as Plot.PlotOptions);
}
