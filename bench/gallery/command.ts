import { totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { environmentLine } from '../../tools/environment';
import { openBenchTab } from '../browser';
import { barLines, tableLines } from '../report/text';
import { galleryBars } from './bars';
import type { GalleryRow } from './types';

const USAGE = `npm run bench -- gallery [options]

Fills galleries of 1,000, 20,000 and 400,000 faces of 128 and 256 numbers in a real browser, and measures opening, memory,
searching, verifying, writing, export and import through the built gallery worker.

  --browser <name>     chromium (default) or firefox
  --faces <n>          one size only; may be repeated
  --dimension <n>      one dimension only; may be repeated
  --quick              without waiting for segments and for the browser's account of memory: for trying it out
  --json               one object {env, rows, bars} on standard output
  --help               this text`;

export async function benchGallery(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      browser: { type: 'string', default: 'chromium' },
      faces: { type: 'string', multiple: true, default: ['1000', '20000', '400000'] },
      dimension: { type: 'string', multiple: true, default: ['128', '256'] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const rows: GalleryRow[] = [];
  let env = '';
  for (const dimension of values.dimension.map(Number)) {
    for (const faces of values.faces.map(Number)) {
      // A fresh browser each: what one gallery has left behind slows no other down.
      await using tab = await openBenchTab(values.browser);
      env = `${tab.version}, ${Math.round(totalmem() / 2 ** 30)} GB; ${environmentLine()}`;
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
  const bars = galleryBars(rows);
  if (values.json) return console.log(JSON.stringify({ env, rows, bars }));
  console.log([env, '', ...galleryLines(rows), '', ...barLines(bars)].join('\n'));
}

function galleryLines(rows: readonly GalleryRow[]): string[] {
  const spread = ({ p50, p95 }: { p50: number; p95: number }) => `${p50.toFixed(1)} / ${p95.toFixed(1)}`;
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return tableLines(
    [
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
    rows.map((row) => [
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
  );
}
