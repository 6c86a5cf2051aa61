import { signal } from '@preact/signals';
import { recall, remember } from './kept';

const KEPT = 'mien-demo-theme';

export const THEMES = ['auto', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((each) => each === recall(KEPT)) ?? 'auto');

const darkSystem = matchMedia('(prefers-color-scheme: dark)');

/** What is shown: charts draw their own colours. */
export const dark = signal(false);

function apply(): void {
  dark.value = theme.value === 'dark' || (theme.value === 'auto' && darkSystem.matches);
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
}

theme.subscribe(apply);
darkSystem.addEventListener('change', apply);

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  remember(KEPT, chosen);
}
