import type { PageData } from 'vitepress';

/** The first page of each language: wide, and no step of a path. */
const HOME = {
  titleTemplate: 'mien',
  sidebar: false,
  aside: false,
  prev: false,
  next: false,
  pageClass: 'home',
};

/** Page → what is particular about it. Frontmatter would say the same, which the formatter of Markdown does not know. */
const PAGES: Readonly<Record<string, PageData['frontmatter']>> = {
  'index.md': HOME,
  'zh/index.md': HOME,
  'guide/errors.md': { outline: [2, 2] },
  'zh/guide/errors.md': { outline: [2, 2] },
  'inside/changelog.md': { outline: [2, 2] },
};

export function describePage(page: PageData): void {
  Object.assign(page.frontmatter, PAGES[page.relativePath]);
}
