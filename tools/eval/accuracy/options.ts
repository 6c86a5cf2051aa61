import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `npm run mien -- eval --images <dir> [options]

Embeds every photo below <dir> through the engine in a real browser and measures: error rates with 95 % intervals, faces
not found, what confidence promises against what is measured, milliseconds per stage. A person is a folder, or the
folders and loose photos that same-person pairs connect.

  --pairs <csv>      fold,same,a,b with paths relative to --images; without it every two photos of one folder are
                     genuine and all others impostor comparisons
  --all-impostors    with --pairs: compare every photo with every other person's, not the list's pairs only
  --exclude <csv>    kind,a,b,reason: comparisons found wrong on review; figures are given with and without. May be
                     repeated. kind is pair (photos a, b), photo (a) or people (folders a, b hold one person)
  --out <dir>        where report.md, result.json and pictures go (default report)
  --dump <file>      templates as JSON {images: {path: number[] | null}}; a run that was broken off goes on with it
  --backend <name>   wasm (default) or webgpu (the browser's software adapter: slow)
  --model <id>       embedder of the manifest; the default one when absent
  --write            take the false non-match rates at the calibration's points into models/manifest.json
  --help             this text`;

export interface Options {
  readonly images: string;
  readonly pairs: string | undefined;
  readonly allImpostors: boolean;
  readonly exclude: readonly string[];
  readonly out: string;
  readonly dump: string | undefined;
  readonly backend: string;
  readonly model: string | undefined;
  readonly write: boolean;
}

/** null: help is asked for. Throws with what is wrong. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      images: { type: 'string' },
      pairs: { type: 'string' },
      'all-impostors': { type: 'boolean', default: false },
      exclude: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: 'report' },
      dump: { type: 'string' },
      backend: { type: 'string', default: 'wasm' },
      model: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const { images, pairs, exclude, out, dump, backend, model, write } = values;
  if (images === undefined) throw new Error('give the folder of the photos: --images <dir>');
  if (!statSync(images, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`there is no folder ${images}`);
  for (const file of [...(pairs === undefined ? [] : [pairs]), ...exclude]) {
    if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  }
  if (!['wasm', 'webgpu'].includes(backend)) throw new Error(`unknown backend "${backend}": wasm or webgpu`);
  return {
    images: resolve(images),
    pairs,
    allImpostors: values['all-impostors'],
    exclude,
    out,
    dump,
    backend,
    model,
    write,
  };
}
