import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
/** Inside the package, which finds itself by its own name. */
mkdirSync(join(ROOT, '.cache'), { recursive: true });
const scratch = mkdtempSync(join(ROOT, '.cache', 'imports-'));

afterAll(() => rmSync(scratch, { recursive: true }));

/** Modules that the package offers, as others name them. */
const entries = Object.keys(
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Record<string, unknown> })
    .exports,
)
  .filter((path) => !/\*|\.json$/.test(path))
  .map((path) => path.replace('.', 'mien'));

/** What a plain Node process prints that runs this file and ends by itself. */
function run(file: string): unknown {
  const printed = execFileSync(process.execPath, [file], { cwd: scratch, encoding: 'utf8', timeout: 60_000 });
  return JSON.parse(printed);
}

it('knows every entry', () => {
  expect(entries).toEqual([
    'mien',
    'mien/fleet',
    'mien/http',
    'mien/capture',
    'mien/service-worker',
    'mien/testing',
    'mien/react',
    'mien/preact',
    'mien/vite',
  ]);
});

it.each(entries)('%s is imported by Node, leaves nothing behind and keeps nothing running', (name) => {
  const file = join(scratch, `${name.replace('/', '-')}.mjs`);
  writeFileSync(
    file,
    // Node itself adds some when others are first looked at.
    `const look = () => new Map(Reflect.ownKeys(globalThis).map((key) => [String(key), globalThis[key]]));
     look();
     const before = look();
     const resources = process.getActiveResourcesInfo().length;
     const names = Object.keys(await import(${JSON.stringify(name)}));
     const changed = [...look()].filter(([key, value]) => !Object.is(before.get(key), value)).map(([key]) => key);
     console.log(JSON.stringify({ names, changed, left: process.getActiveResourcesInfo().length - resources }));`,
  );
  const { names, ...rest } = run(file) as { names: string[] };
  // 'mien/preact' is types alone.
  expect(names.length > 0).toBe(name !== 'mien/preact');
  expect(rest).toEqual({ changed: [], left: 0 });
});

it('a page that is rendered on a server may name all of it: only a browser can start an engine or show the element', () => {
  const source = join(scratch, 'server.js');
  writeFileSync(
    source,
    `import { createEngine, LIMITS } from 'mien';
     import { defineCapture, MienCapture } from 'mien/capture';
     import { createHandler } from 'mien/http';
     import { sign } from 'mien/testing';
     import { answerV1 } from 'mien/service-worker';
     defineCapture();
     defineCapture('my-camera');
     const said = await createEngine({ assets: '/mien/', appid: 'a' }).catch(({ code, detail }) => ({ code, detail }));
     console.log(JSON.stringify({ said, kinds: [LIMITS, MienCapture, createHandler, sign, answerV1].map((it) => typeof it) }));`,
  );
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      ...['--ssr', source, '--outDir', join(scratch, 'served'), '--config', writeConfig()],
      ...['--logLevel', 'error'],
    ],
    { cwd: scratch },
  );
  // Node finds none of the package's files there: the bundle has them, and what conducts a session in chunks of its own.
  const served = readdirSync(join(scratch, 'served'), { recursive: true }).map(String);
  expect(served).toContainEqual(expect.stringMatching(/^assets\/conductor-.*\.js$/));
  for (const file of served.filter((name) => name.endsWith('.js'))) {
    expect(readFileSync(join(scratch, 'served', file), 'utf8')).not.toMatch(/(from|import)\s*\(?['"]mien/);
  }
  expect(run(join(scratch, 'served/server.js'))).toEqual({
    said: { code: 213, detail: expect.stringContaining('this page lacks a secure context') },
    kinds: ['object', 'function', 'function', 'function', 'function'],
  });
});

/** Frameworks bundle what is no package of Node's own. */
function writeConfig(): string {
  const file = join(scratch, 'vite.config.mjs');
  writeFileSync(file, 'export default { ssr: { noExternal: true } };');
  return file;
}
