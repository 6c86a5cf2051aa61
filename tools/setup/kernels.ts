import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import wabt from 'wabt';

const root = resolve(import.meta.dirname, '../..');

/** Folders of .wat files, and the module that holds their bytes. */
const PARTS = [
  { folder: join(root, 'src/match/kernels'), made: 'wasm.generated.ts' },
  { folder: join(root, 'src/pixels'), made: 'wasm.generated.ts' },
  { folder: join(root, 'bench/kernels'), made: 'wasm.generated.ts' },
];

/** Assembles the kernels' WAT into modules that hold their bytes, where one of them has changed. */
export async function buildKernels(log: (line: string) => void): Promise<void> {
  for (const { folder, made } of PARTS) await buildPart(folder, join(folder, made), log);
}

async function buildPart(folder: string, made: string, log: (line: string) => void): Promise<void> {
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.wat'))
    .sort();
  const inputs = [...sources.map((name) => join(folder, name)), import.meta.filename];
  const newest = Math.max(...inputs.map((path) => statSync(path).mtimeMs));
  if (existsSync(made) && statSync(made).mtimeMs >= newest) return;
  log(`assembling ${sources.join(', ')}`);
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
async function assemble(name: string, text: string): Promise<Uint8Array> {
  const assembler = await wabt();
  const parsed = assembler.parseWat(name, text, { simd: true, relaxed_simd: true });
  try {
    parsed.validate();
    return parsed.toBinary({}).buffer;
  } finally {
    parsed.destroy();
  }
}
