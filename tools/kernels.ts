import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import wabt from 'wabt';

const folder = resolve(import.meta.dirname, '../src/match/kernels');
const made = join(folder, 'wasm.generated.ts');

/** Assembles the kernels' WAT into a module that holds their bytes, when one of them has changed. */
export async function buildKernels(log: (line: string) => void): Promise<void> {
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.wat'))
    .sort();
  const newest = Math.max(
    ...[...sources.map((name) => join(folder, name)), import.meta.filename].map(
      (path) => statSync(path).mtimeMs,
    ),
  );
  if (existsSync(made) && statSync(made).mtimeMs >= newest) return;
  log('assembling the kernels');
  const entries = await Promise.all(
    sources.map(async (name) => {
      const bytes = await assemble(name, readFileSync(join(folder, name), 'utf8'));
      return `  '${name.slice(0, -'.wat'.length)}': '${Buffer.from(bytes).toString('base64')}',`;
    }),
  );
  const text = [
    '// Made by the set-up from the .wat files beside it.',
    'export const WASM = {',
    ...entries,
    '};',
    '',
  ];
  writeFileSync(made, text.join('\n'));
}

/** WAT to the bytes of a module; throws with the assembler's message. */
export async function assemble(name: string, text: string): Promise<Uint8Array> {
  const assembler = await wabt();
  const parsed = assembler.parseWat(name, text, { simd: true, relaxed_simd: true });
  try {
    parsed.validate();
    return parsed.toBinary({}).buffer;
  } finally {
    parsed.destroy();
  }
}
