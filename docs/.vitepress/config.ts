import { resolve } from 'node:path';
import { defineConfig } from 'vitepress';
import { highlighting, indentedCodePlugin } from './highlighting.ts';
import { linkPlugin } from './links.ts';
import { chinese, english } from './locales.ts';
import { describePage } from './pages.ts';
import { tablePlugin, withoutInline, writeFiles } from './policy.ts';
import { searchable } from './search.ts';

/** The documentation site. `npm run docs` builds it; `npx vitepress dev docs` shows changes as they are made. */
export default defineConfig({
  title: 'mien',
  // The site may be served under any path.
  base: './',
  // Its way to switch off transitions is a style element, which the policy forbids.
  appearance: { disableTransition: false },
  outDir: resolve(import.meta.dirname, '../../.cache/site'),
  cacheDir: resolve(import.meta.dirname, '../../.cache/vitepress'),
  head: [
    ['meta', { name: 'theme-color', content: '#0f6e66' }],
    ['link', { rel: 'icon', type: 'image/svg+xml', href: '/icon.svg' }],
  ],
  rewrites: { 'decisions/README.md': 'decisions/index.md' },
  locales: { root: english, zh: chinese },
  markdown: {
    ...highlighting.markdown,
    // links.ts does that.
    include: { rebaseRelativeUrls: false },
    config: (markdown) => void markdown.use(linkPlugin).use(tablePlugin).use(indentedCodePlugin),
  },
  themeConfig: {
    logo: '/icon.svg',
    outline: [2, 3],
    externalLinkIcon: true,
    search: { provider: 'local', options: searchable },
  },
  transformPageData: describePage,
  transformHtml: withoutInline,
  buildEnd: writeFiles,
  vite: {
    configFile: false,
    // Pages are as large as their tables.
    build: { chunkSizeWarningLimit: 2000 },
  },
});
