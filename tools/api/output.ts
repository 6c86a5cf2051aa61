import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withConsumers } from '../consumers';
import { decisionIndex } from '../decisions';
import { chinese, english, errorSections } from '../errors';
import { withLayers } from '../structure';
import { effectsOfActions } from './effects';
import { fillIn, put } from './tables';
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
    ...errorPages(),
    [decisions]: format(decisions, decisionIndex(join(root, 'docs/decisions'))),
    [frameworks]: format(frameworks, withConsumers(readFileSync(join(root, frameworks), 'utf8'))),
  };
}

function errorPages(): Readonly<Record<string, string>> {
  const pages = {
    'docs/guide/errors.md': errorSections(english, [
      'What happened.',
      'What to tell the user.',
      'What to do.',
    ]),
    'docs/zh/guide/errors.md': errorSections(chinese, ['发生了什么：', '可以告诉用户：', '如何处理：']),
  };
  return Object.fromEntries(
    Object.entries(pages).map(([path, sections]) => {
      const page = readFileSync(join(root, path), 'utf8');
      return [path, format(path, put(page, 'errors', sections))];
    }),
  );
}

function format(path: string, text: string): string {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'format', `--stdin-file-path=${path}`];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: 'utf8' });
}
