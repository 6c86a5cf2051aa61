import type { ParseArgsConfig } from 'node:util';
import type { Backend } from '../../src/protocol';
import { webgpuArgs } from '../../tools/browser';

/** For commands that let one choose where networks run. */
export const BACKEND = {
  backend: { type: 'string', default: 'wasm' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

export const BACKEND_USAGE =
  '  --backend <name>  wasm (default) or webgpu, for those that have it; in software where there is no GPU';

/** A backend that was given as text. */
export function backendOf(name: string): Backend {
  if (name === 'wasm' || name === 'webgpu') return name;
  throw new Error(`no backend "${name}": wasm or webgpu`);
}

/** A headless Chromium offers a GPU only when it is told to. */
export function browserArgsFor(backend: Backend): readonly string[] {
  return backend === 'webgpu' ? webgpuArgs() : [];
}
