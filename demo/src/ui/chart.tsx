import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { dark } from '../state/theme';

export interface ChartSeries {
  readonly label: string;
  /** A custom property of the style sheet, without the dashes. */
  readonly colour: 'accent' | 'bad' | 'good' | 'soft';
  readonly values: readonly (number | null)[];
  readonly points?: boolean;
}

export interface ChartProps {
  /** What it shows, for who does not see it; the numbers are in a table beside it. */
  readonly alt: string;
  readonly x: readonly number[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** The y axis; `both`: the x axis, too. */
  readonly logarithmic?: 'y' | 'both';
  readonly series: readonly ChartSeries[];
  /** Vertical lines. */
  readonly marks?: readonly { readonly x: number; readonly label: string }[];
}

const HEIGHT_PX = 280;
const LOGARITHMIC = { distr: 3 } as const;

/** A line chart in the page's own colours, as wide as its place. */
export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = dark.value;
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = new uPlot(optionsOf(props, element), dataOf(props), element);
    const watch = new ResizeObserver(([{ contentRect }]) => {
      chart.setSize({ width: Math.max(200, contentRect.width), height: HEIGHT_PX });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [props.x, props.series, props.marks, props.alt, isDark]);
  return <div class="chart" ref={place} role="img" aria-label={props.alt} />;
}

function dataOf({ x, series }: ChartProps): uPlot.AlignedData {
  return [[...x], ...series.map(({ values }) => [...values])];
}

function optionsOf(props: ChartProps, element: HTMLElement): uPlot.Options {
  const colour = (name: string) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colour('soft'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line'), width: 1 },
  };
  return {
    width: Math.max(200, element.clientWidth),
    height: HEIGHT_PX,
    cursor: { show: false },
    scales: {
      x: { time: false, ...(props.logarithmic === 'both' ? LOGARITHMIC : {}) },
      y: props.logarithmic ? LOGARITHMIC : {},
    },
    axes: [
      { ...axis, label: props.xLabel, ...(props.logarithmic === 'both' ? { values: powers } : {}) },
      { ...axis, label: props.yLabel, size: 64, ...(props.logarithmic ? { values: powers } : {}) },
    ],
    series: [
      { label: props.xLabel },
      ...props.series.map(({ label, colour: name, points = false }) => ({
        label,
        stroke: colour(name),
        width: 2,
        points: { show: points },
        value: (_: uPlot, value: number | null) => (value === null ? '–' : value.toPrecision(3)),
      })),
    ],
    legend: { live: false },
    hooks: { draw: [(chart) => drawMarks(chart, props.marks ?? [], colour('ink'))] },
  };
}

function powers(_: uPlot, splits: number[]): string[] {
  return splits.map((value) => (Number.isInteger(Math.log10(value)) ? shortPower(value) : ''));
}

function drawMarks(chart: uPlot, marks: NonNullable<ChartProps['marks']>, colour: string): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.font = `${12 * devicePixelRatio}px system-ui`;
  ctx.textAlign = 'center';
  for (const { x, label } of marks) {
    const at = chart.valToPos(x, 'x', true);
    ctx.beginPath();
    ctx.moveTo(at, bbox.top + 14 * devicePixelRatio);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(label, at, bbox.top + 10 * devicePixelRatio);
  }
  ctx.restore();
}

function shortPower(value: number): string {
  return value >= 1 ? value.toLocaleString() : value.toExponential(0);
}
