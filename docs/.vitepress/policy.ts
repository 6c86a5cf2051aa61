import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarkdownRenderer, SiteConfig } from 'vitepress';
import { highlighting } from './highlighting.ts';

/**
 * The site keeps the policy that mien asks its own users to send: no inline scripts and no style attributes. VitePress
 * writes both; here scripts become files, and styles classes.
 */

const ROOT_SCRIPT = /<script>window\.__VP_SITE_ROOT__=new URL\("([^"]*)",location\)\.href<\/script>/;
const INLINE_SCRIPT = /<script(?: id="[^"]*")?>([^<]+)<\/script>/g;
const STYLE_ATTRIBUTE = /(<[a-z][^>]*?) style="[^"]*"/g;

/** Where a page finds the site's root, which differs from page to page, and so is an attribute. */
const FIND_ROOT = 'window.__VP_SITE_ROOT__ = new URL(document.currentScript.dataset.root, location).href;\n';

/** What was inline, the same on every page. */
const inline = new Set<string>();

export function withoutInline(html: string): string {
  const root = ROOT_SCRIPT.exec(html)?.[1];
  if (root === undefined) throw new Error('the page does not say where its root is: has VitePress changed?');
  return (
    html
      .replace(ROOT_SCRIPT, '')
      .replace(INLINE_SCRIPT, (_, script: string) => {
        inline.add(script);
        return '';
      })
      .replace(STYLE_ATTRIBUTE, '$1')
      // What the head of every page names is not made relative.
      .replace('href="/icon.svg"', `href="${root}icon.svg"`)
      .replace(
        '</title>',
        `</title>\n<script src="${root}boot.js" data-root="${root}"></script>\n<link rel="stylesheet" href="${root}code.css">`,
      )
  );
}

export async function writeFiles({ outDir }: SiteConfig): Promise<void> {
  await writeFile(join(outDir, 'boot.js'), FIND_ROOT + [...inline].join('\n'));
  await writeFile(join(outDir, 'code.css'), highlighting.css());
}

/** A column of numbers is a class, not a style. */
export function tablePlugin(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('alignment', ({ tokens }) => {
    for (const token of tokens) {
      const side = /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1];
      if (side === undefined) continue;
      token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
      token.attrJoin('class', side);
    }
  });
}
