import { computed, signal } from '@preact/signals';
import { recall, remember } from '../state/kept';
import { en, type Messages } from './en';
import { zh } from './zh';

export type { Messages } from './en';

export const LANGUAGES = { en, zh } as const satisfies Record<string, Messages>;

export type Language = keyof typeof LANGUAGES;

const KEPT = 'mien-demo-language';

/** The one chosen before, or the first of the browser's that there is. */
function preferred(): Language {
  const wanted = [recall(KEPT), ...(globalThis.navigator?.languages ?? [])];
  const codes = wanted.flatMap((tag) => (tag ? [tag.slice(0, 2).toLowerCase()] : []));
  return codes.find((code): code is Language => code in LANGUAGES) ?? 'en';
}

export const language = signal<Language>(preferred());

/** Every sentence of the page, in the chosen language. */
export const messages = computed<Messages>(() => LANGUAGES[language.value]);

export function chooseLanguage(code: Language): void {
  language.value = code;
  remember(KEPT, code);
}

/** A number as the language writes it. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString(language.value, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

export function megabytes(bytes: number): string {
  return number(bytes / 1e6, 1);
}

/** The documentation in the chosen language. */
export function docsAddress(): string {
  return language.value === 'zh' ? './docs/zh/' : './docs/';
}
