import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import Config from '@npmcli/config';
import type { Options } from 'npm-registry-fetch';

type Settings = ConstructorParameters<typeof Config>[0];
/** What npm knows of its settings; the package's types leave it out. */
const KNOWN = createRequire(import.meta.url)('@npmcli/config/lib/definitions') as Pick<
  Settings,
  'definitions' | 'shorthands' | 'flatten'
>;

/**
 * Registry, proxy, certificates and rights as npm itself would use them in this folder, from its .npmrc files and the environment.
 *
 * @param cwd whose .npmrc counts, too
 */
export async function npmOptions(
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): Promise<Options> {
  // Whoever packaged npm may have left settings beside it.
  const npmPath = dirname(dirname(env.npm_execpath ?? process.execPath));
  // A copy of the environment: it would be written to.
  const config = new Config({ ...KNOWN, npmPath, argv: [], env: { ...env }, cwd });
  await config.load();
  // Its cache would keep all that passes.
  return { ...config.flat, cache: undefined };
}
