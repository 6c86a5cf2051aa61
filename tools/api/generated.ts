import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withConsumers } from '../consumers';
import { decisionIndex } from '../decisions';
import { withLayers } from '../structure';
import { effectsOfActions } from './effects';
import { fillIn } from './tables';
import { typesOfAnswers } from './types';

const root = resolve(import.meta.dirname, '../..');

/** Every file that comes from the contract, the list of layers or the records of decisions, as it should be now: path from the root → text. */
export function generated(): Readonly<Record<string, string>> {
  const [page, architecture, decisions, frameworks] = [
    'docs/reference/api.md',
    'docs/inside/architecture.md',
    'docs/decisions/README.md',
    'docs/guide/frameworks.md',
  ];
  return {
    'src/api/v1.ts': format('src/api/v1.ts', typesOfAnswers()),
    'src/http/worker/effects.ts': format('src/http/worker/effects.ts', effectsOfActions()),
    [page]: format(page, fillIn(readFileSync(join(root, page), 'utf8'))),
    [architecture]: format(architecture, withLayers(readFileSync(join(root, architecture), 'utf8'))),
    [decisions]: format(decisions, decisionIndex(join(root, 'docs/decisions'))),
    [frameworks]: format(frameworks, withConsumers(readFileSync(join(root, frameworks), 'utf8'))),
  };
}

function format(path: string, text: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'format', `--stdin-file-path=${path}`];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
}
