import { signal } from '@preact/signals';

/** What people come for: always within reach. */
export const MAIN_PAGES = ['verify', 'people', 'identify'] as const;

/** On small screens behind "More". */
export const FURTHER_PAGES = ['keeping', 'explore', 'benchmark', 'api', 'about'] as const;

const PAGES = ['start', ...MAIN_PAGES, ...FURTHER_PAGES, 'more'] as const;

export type PageName = (typeof PAGES)[number];

/** The page that the address names after its #; the part in front may be any folder of any host. */
function named(): PageName {
  const name = location.hash.replace(/^#\/?/, '');
  return PAGES.find((page) => page === name) ?? 'start';
}

export const page = signal<PageName>(named());

addEventListener('hashchange', () => {
  page.value = named();
});

export function addressOf(name: PageName): string {
  return `#/${name}`;
}
