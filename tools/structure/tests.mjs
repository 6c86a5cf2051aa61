/** dependency-cruiser's configuration for tests and their helpers, which rules.mjs leaves out. */

const TEST = '\\.test\\.ts$';

/** What helps the tests of a folder lies in its `testing/`. */
const HELPER = '(^|/)testing/';

export default {
  forbidden: [
    {
      name: 'no-helper-from-above',
      comment:
        'test/ imports the helpers of the folders; what they need of it belongs into one of their testing/',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'helpers-for-tests-alone',
      comment: 'nothing that ships and no command imports a test or its helper',
      severity: 'error',
      from: { pathNot: [TEST, HELPER, '^test/'] },
      to: { path: [TEST, HELPER] },
    },
    {
      name: 'helpers-through-the-door',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$' },
      to: { path: HELPER, pathNot: ['/index\\.ts$', '^$1/[^/]+$'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'dist/|\\.generated|\\.cache/|^test/consumers/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
