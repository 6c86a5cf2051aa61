import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import type * as Mien from '../../src';
import { openEnginePage, SOFTWARE_WEBGPU } from '../browser';
import { ensureBuilt } from '../build';

const USAGE = `npm run mien -- verify <enrolled photo> [more enrolled photos …] --probe <photo> [options]

Enrols a person from the photos, verifies the probe in a headless browser and prints one JSON line:
confidence, ismatch, similarity, face box, face quality, milliseconds per stage, backend.
Exit status: 0 match, 1 no match, 2 error (the line then holds its code and message).

  --probe <photo>    the photo to verify
  --backend <name>   auto (default), wasm or webgpu
  --model <id>       embedder of the manifest; the default one when absent
  --help             this text`;

interface Outcome {
  readonly status: 0 | 1 | 2;
  readonly line: object;
}

/** Prints the answer as one line; the status is the verdict. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const outcome = await verify(args).catch((error: unknown) =>
    failure(error instanceof Error ? error.message : String(error)),
  );
  console.log(JSON.stringify(outcome.line));
  return outcome.status;
}

async function verify(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      probe: { type: 'string' },
      backend: { type: 'string', default: 'auto' },
      model: { type: 'string' },
    },
  });
  const { probe, backend, model } = values;
  if (positionals.length === 0 || !probe)
    return failure('give at least one enrolled photo and --probe', USAGE);
  if (!['auto', 'wasm', 'webgpu'].includes(backend)) return failure(`unknown backend "${backend}"`);
  const photos = [...positionals, probe];
  const missing = photos.find((photo) => !existsSync(photo));
  if (missing) return failure(`there is no file "${missing}"`);

  await ensureBuilt((line) => console.error(`[build] ${line}`));
  await using tab = await openEnginePage({ browserArgs: backend === 'webgpu' ? SOFTWARE_WEBGPU : [] });
  await tab.page.setInputFiles('#files', photos);
  return await verifyInPage(tab.page, { backend, ...(model ? { model } : {}) });
}

function verifyInPage(page: Page, options: { backend: string; model?: string }): Promise<Outcome> {
  return page.evaluate(async (engineOptions): Promise<Outcome> => {
    let engine: Mien.FaceEngine | undefined;
    try {
      const input = document.querySelector('input') as HTMLInputElement;
      const files = [...(input.files ?? [])];
      const probe = files.pop();
      const [first, ...more] = files;
      engine = await mien.createEngine({
        assets: '/mien/',
        appid: 'cli',
        timeoutMs: 120_000,
        ...(engineOptions as { backend: Mien.Backend; model?: string }),
      });
      const person_id = 'enrolled';
      await engine.newperson({ person_id, group_ids: ['cli'], image: first });
      if (more.length > 0) {
        const { detail } = await engine.addface({ person_id, images: more }, { detail: true });
        for (const [index, { error }] of detail.faces.entries()) {
          if (!error) continue;
          const { code, data } = error;
          const refused = `enrolled photo ${index + 2} was refused: ${error.detail}`;
          throw mien.FaceError.from({ code, detail: refused, data });
        }
      }
      const { confidence, ismatch, detail } = await engine.verify(person_id, probe as File, { detail: true });
      const { similarity, face, quality, timingsMs, backend } = detail;
      const line = { confidence, ismatch, similarity, face: face.box, quality, timingsMs, backend };
      return { status: ismatch ? 0 : 1, line };
    } catch (error) {
      if (!(error instanceof mien.FaceError)) throw error;
      return { status: 2, line: { error: { code: error.code, message: error.message } } };
    } finally {
      await engine?.close();
    }
  }, options);
}

function failure(message: string, hint?: string): Outcome {
  if (hint) console.error(hint);
  return { status: 2, line: { error: { code: null, message } } };
}
