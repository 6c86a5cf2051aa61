import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generated } from './generated';

/** `npm run docs`: writes what docs/api.md and the answers' types have from the contract. */
export async function run(): Promise<void> {
  const root = resolve(import.meta.dirname, '../..');
  for (const [path, text] of Object.entries(generated())) writeFileSync(join(root, path), text);
}
