import { computed, signal } from '@preact/signals';

/** What people come for: always within reach. */
export const MAIN_PAGES = ['verify', 'people', 'identify'] as const;

/** On small screens behind "More". */
export const FURTHER_PAGES = ['keeping', 'fleet', 'explore', 'benchmark', 'api', 'about'] as const;

const PAGES = ['start', ...MAIN_PAGES, ...FURTHER_PAGES, 'more', 'kiosk'] as const;

export type PageName = (typeof PAGES)[number];

interface Route {
  readonly name: PageName;
  readonly parameters: URLSearchParams;
}

/** What the address says after its #, as in "#/verify?shared=photo"; the part in front may be any folder of any host. */
function named(): Route {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return {
    name: PAGES.find((page) => page === path) ?? 'start',
    parameters: new URLSearchParams(query),
  };
}

const route = signal(named());

export const page = computed(() => route.value.name);

/** What the page is asked for, beside its name. */
export const parameters = computed(() => route.value.parameters);

addEventListener('hashchange', () => {
  route.value = named();
});

export function addressOf(name: PageName, given: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(given).toString();
  return query === '' ? `#/${name}` : `#/${name}?${query}`;
}
