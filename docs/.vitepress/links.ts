import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, resolve } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

const root = resolve(import.meta.dirname, '../..');

/** What is not in docs/, or has another name there, and has a page of the site. */
const PAGES: Readonly<Record<string, string>> = {
  'models/README.md': 'docs/inside/model-files.md',
  'THIRD_PARTY.md': 'docs/inside/third-party.md',
  'CHANGELOG.md': 'docs/inside/changelog.md',
  'docs/decisions': 'docs/decisions/index.md',
  'docs/decisions/README.md': 'docs/decisions/index.md',
};

/** Page → the file that it includes, whose links are from there. */
const SOURCES = new Map(
  Object.entries(PAGES).flatMap(([file, page]) => (file.startsWith('docs/') ? [] : [[page, file] as const])),
);

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/**
 * Pages are also read in the repository, where links may lead to any file. On the site a link to a file that is no page
 * becomes its text. A link to a file that is not there fails the build, as VitePress itself does for pages.
 */
export function linkPlugin(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('links-out-of-docs', ({ tokens, env }) => {
    const page = relative(root, (env as { readonly path: string }).path);
    for (const { children } of tokens) if (children) rewrite(children, page, SOURCES.get(page) ?? page);
  });
}

function rewrite(tokens: Token[], page: string, source: string): void {
  let unlinked = false;
  for (const token of tokens) {
    if (token.type === 'link_close' && unlinked) {
      empty(token);
      unlinked = false;
    }
    const href = token.type === 'link_open' ? token.attrGet('href') : null;
    if (href === null || /^([a-z]+:|\/|#)/.test(href)) continue;
    const [file, hash = ''] = href.split(/(?=#)/);
    const target = posix.normalize(posix.join(dirname(source), file)).replace(/\/$/, '');
    if (!existsSync(join(root, target))) throw new Error(`${source}: the link to ${href} is dead`);
    const there = PAGES[target] ?? target;
    if (there.startsWith('docs/')) token.attrSet('href', `${posix.relative(dirname(page), there)}${hash}`);
    else {
      empty(token);
      unlinked = true;
    }
  }
}

function empty(token: Token): void {
  token.type = 'text';
  token.tag = '';
  token.nesting = 0;
}
