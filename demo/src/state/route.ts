import { signal } from '@preact/signals';

export const PAGES = ['verify', 'people', 'identify', 'explore', 'benchmark', 'api', 'about'] as const;

export type PageName = (typeof PAGES)[number];

/** The page that the address names after its #; the part in front may be any folder of any host. */
function named(): PageName {
  const name = location.hash.replace(/^#\/?/, '');
  return PAGES.find((page) => page === name) ?? 'verify';
}

export const page = signal<PageName>(named());

addEventListener('hashchange', () => {
  page.value = named();
});

export function addressOf(name: PageName): string {
  return `#/${name}`;
}
