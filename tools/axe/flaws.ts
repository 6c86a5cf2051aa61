import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on a page as it is now, as rule and elements. The page's context must have `bypassCSP`, unless its policy allows any script. */
export async function flawsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe.source });
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
