import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules whose answer colours can change. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds on a page as it is now, as rule and elements; with `colours`, by the rules about colours alone. The page's context must
 * have `bypassCSP`, unless its policy allows any script.
 */
export async function flawsOf(page: Page, colours = false): Promise<string[]> {
  const options: RunOptions = colours ? { runOnly: COLOURS } : {};
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe.source });
  return page.evaluate(async (options) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, options);
}
