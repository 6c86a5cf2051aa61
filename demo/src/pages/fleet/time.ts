import { language } from '../../i18n';

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** "3 minutes ago" or "now", of ms of Unix time. */
export function ago(ms: number, nowMs = Date.now()): string {
  const [unit, n] = inUnits(Math.max(0, nowMs - ms));
  return new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(-n, unit);
}

/** "3 minutes". */
export function lasting(ms: number): string {
  const [unit, n] = inUnits(ms);
  return new Intl.NumberFormat(language.value, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}

/** Day and time. */
export function moment(ms: number): string {
  return new Date(ms).toLocaleString(language.value, { dateStyle: 'medium', timeStyle: 'short' });
}

function inUnits(ms: number): [unit: (typeof UNITS)[number][0], n: number] {
  const seconds = Math.round(ms / 1000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ['second', 1];
  return [unit, Math.floor(seconds / size)];
}
