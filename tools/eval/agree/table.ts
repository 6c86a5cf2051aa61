import { markdown } from '../../tables';
import type { Agreement, Row } from './measure';

const HEAD = [
  'variant',
  'given',
  'n',
  'other face',
  'landmark shift',
  'cosine, min',
  'median',
  'Δconfidence, same person',
  'different people',
  'same pixels / chips',
];

/** The comparison as a Markdown table; `–` where nothing was compared. */
export function toMarkdown({ chromium, firefox, adapter, rows }: Agreement): string {
  return [
    `${chromium}, ${firefox ?? 'no Firefox'}, WebGPU on ${adapter ?? 'nothing'}; against Chromium, wasm, 1 thread:`,
    '',
    markdown({ head: HEAD, rows: rows.map(cells) }),
  ].join('\n');
}

function cells({ variant, from, faces, templates, genuine, impostors, same }: Row): string[] {
  return [
    variant,
    from,
    String(faces?.n ?? templates?.n ?? 0),
    faces ? String(faces.others.length) : '–',
    faces ? faces.largestShift.toPrecision(2) : '–',
    templates ? templates.min.toFixed(6) : '–',
    templates ? templates.median.toFixed(6) : '–',
    genuine ? `${genuine.largest.toFixed(3)} (${genuine.n})` : '–',
    impostors ? `${impostors.largest.toFixed(3)} (${impostors.n})` : '–',
    same ? `${same.decoded} / ${same.chips}` : '–',
  ];
}
