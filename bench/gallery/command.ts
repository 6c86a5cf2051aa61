import { parseArgs } from 'node:util';
import type { Table } from '../../tools/tables';
import { COMMON, COMMON_USAGE, countOf, environmentOf, openBenchTab, output } from '../harness';
import { galleryBars } from './bars';
import type { GalleryRow } from './types';

const USAGE = `npm run mien -- bench gallery [options]

Fills galleries of 1,000, 20,000 and 400,000 faces of 128 and 256 numbers in a real browser, and measures opening, memory,
searching, verifying, writing, export and import through the built gallery worker.

  --faces <n>       one size only; may be repeated
  --dimension <n>   one dimension only; may be repeated
  --quick           without waiting for segments and for the browser's account of memory: for trying it out`;

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...COMMON,
      faces: { type: 'string', multiple: true, default: ['1000', '20000', '400000'] },
      dimension: { type: 'string', multiple: true, default: ['128', '256'] },
      quick: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(`${USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  const rows: GalleryRow[] = [];
  let env = '';
  for (const dimension of values.dimension.map((text) => countOf('dimension', text))) {
    for (const faces of values.faces.map((text) => countOf('faces', text))) {
      // A fresh browser each: what one gallery has left behind slows no other down.
      await using tab = await openBenchTab(values.browser);
      env = await environmentOf(tab);
      console.error(`${faces} × ${dimension}`);
      rows.push(
        await tab.evaluate(({ quick, ...each }) => measureGalleryCase(each, quick), {
          faces,
          dimension,
          quick: values.quick,
        }),
      );
    }
  }
  output({ env, rows, bars: galleryBars(rows), tables: [galleryTable(rows)] }, values);
  return 0;
}

function galleryTable(rows: readonly GalleryRow[]): Table {
  const spread = ({ p50, p95 }: { p50: number; p95: number }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return {
    head: [
      'faces',
      'open ms',
      'from records',
      'identify p50 / p95',
      'verify',
      'add a face',
      'delete a person',
      'vectors MB',
      'memory MB',
      'import MB/s',
      'export MB/s',
    ],
    rows: rows.map((row) => [
      `${row.faces} × ${row.dimension}`,
      row.openMs.toFixed(0),
      row.openFromRecordsMs.toFixed(0),
      spread(row.identifyMs),
      spread(row.verifyMs),
      spread(row.addFaceMs),
      spread(row.deletePersonMs),
      megabytes(row.vectorBytes),
      megabytes(row.heldBytes),
      row.importMBps.toFixed(1),
      row.exportMBps.toFixed(1),
    ]),
  };
}
