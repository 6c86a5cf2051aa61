import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { filterProblems } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/** How a user's tools may resolve the package: Node's own way, for modules, and bundlers'. It has no CommonJS form. */
const RESOLUTIONS = ['node16-esm', 'bundler'] as const;

/** Runtimes are served to workers as their makers named them; nobody imports them from the package. */
const AS_THEY_COME = './dist/assets/runtimes/';

/** What publint says of a tarball, a line each. */
export async function problemsOfFiles(tarball: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  return messages
    .filter(({ args }) => !('actualFilePath' in args && args.actualFilePath?.startsWith(AS_THEY_COME)))
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/** What arethetypeswrong says of it. */
export async function problemsOfTypes(tarball: Uint8Array): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball));
  if (!analysis.types) return ['the package has no types'];
  return RESOLUTIONS.flatMap((resolutionKind) =>
    filterProblems(analysis, { resolutionKind }).map(
      (problem) => `${resolutionKind}: ${JSON.stringify(problem)}`,
    ),
  );
}
