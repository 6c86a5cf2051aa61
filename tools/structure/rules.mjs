/** dependency-cruiser's configuration: the layers, no circles, doors. */
import { LAYERS } from './layers.mjs';

/** @param {string} folder */
const inside = (folder) => (folder.endsWith('.ts') ? `^${folder.replace('.', '\\.')}$` : `^${folder}/`);

/** Tests and their helpers look at what they test from any side: they are no part of the structure. */
const TESTS = '\\.test\\.ts$|/testing/|^test/';

/** Files that are loaded by their path: scripts of their own, and what a configuration reads before there are doors. */
const BY_PATH = ['^src/runtime/tfjs/', '^src/assets/end-of-script\\.ts$', '\\.generated\\.ts$'];

export default {
  forbidden: [
    {
      name: 'no-circle-of-files',
      comment: 'types included: who reads one file would have to read all',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'through-the-door',
      comment: 'a folder is used through its index.ts',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$' },
      to: {
        path: '^(src|models)/.+/',
        pathNot: ['/index\\.ts$', '^$1/[^/]+$', '/command\\.ts$', '\\.json$', ...BY_PATH],
      },
    },
  ],
  allowed: [
    { from: { pathNot: '^(src|workers)/' }, to: {} },
    { from: {}, to: { pathNot: '^(src|workers|demo|bench|tools|models|test)/' } },
    ...LAYERS.map(({ folder, may }) => ({
      from: { path: inside(folder) },
      to: { path: [folder, ...may].map(inside) },
    })),
  ],
  allowedSeverity: 'error',
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: `dist/|\\.generated|\\.cache/|${TESTS}` },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
