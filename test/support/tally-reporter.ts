import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { NO_SHARED_DATA } from '../../models/build/testing/shared';

/** Counts the results for the closing line and, under CI, fails a run that skipped for another reason. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A hook that fails marks its tests as skipped; the error stays on the suite.
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length + unhandled.length;
    const unexcused = process.env.CI ? tests.filter(isUnexcused) : [];
    for (const test of unexcused) console.error(`skipped without a valid reason: ${test.fullName}`);
    const skipped = count('skipped') - unexcused.length;
    const failed = count('failed') + broken + unexcused.length;
    if (failed > 0) process.exitCode = 1;
    console.log(timesOf(modules));
    const line = `${count('passed')} passed, ${failed} failed, ${skipped} skipped`;
    const file = process.env.MIEN_TALLY_FILE;
    if (file) writeFileSync(file, line);
    else console.log(line);
  }
}

/** How long each file took, the longest first, as far as it was seconds. */
function timesOf(modules: readonly TestModule[]): string {
  const lines = modules
    .map((module) => ({ seconds: module.diagnostic().duration / 1000, path: module.relativeModuleId }))
    .filter(({ seconds }) => seconds >= 1)
    .sort((a, b) => b.seconds - a.seconds)
    .map(({ seconds, path }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`);
  return ['time per file:', ...lines, ''].join('\n');
}

function isUnexcused(test: TestCase): boolean {
  const result = test.result();
  return result.state === 'skipped' && result.note !== NO_SHARED_DATA;
}
