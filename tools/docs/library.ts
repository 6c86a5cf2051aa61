import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Application } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { entriesOfPackage } from './entries';

const root = resolve(import.meta.dirname, '../..');

const LOOKS: Partial<PluginOptions> = {
  outputFileStrategy: 'modules',
  hideBreadcrumbs: true,
  sanitizeComments: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
};

/** Writes a page per entry of the package, from its declarations in dist/types: what is there is what is published. */
export async function writeLibrary(out: string): Promise<void> {
  rmSync(out, { recursive: true, force: true });
  const entries = entriesOfPackage();
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: entries.map(({ types }) => join(root, types)),
    tsconfig: join(import.meta.dirname, 'tsconfig.json'),
    outputs: [{ name: 'markdown', path: out }],
    // Else a page of an element has all that every element has.
    excludeExternals: true,
    readme: 'none',
    disableSources: true,
    sort: ['source-order'],
    logLevel: 'Warn',
    ...LOOKS,
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('the declarations in dist/types could not be read');
  const names = new Map(entries.map(({ name, types }) => [basename(types, '.d.ts'), name]));
  for (const module of project.children ?? []) module.name = names.get(module.name) ?? module.name;
  await app.generateOutputs(project);
  rmSync(join(out, 'README.md'), { force: true });
}
