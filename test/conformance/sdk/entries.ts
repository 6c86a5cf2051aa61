import type { Entry, Single, Value } from './wire';

/** Without what the caller left out. */
export function set(entries: readonly Entry[]): Entry<Value>[] {
  return entries.filter((entry): entry is Entry<Value> => entry[1] !== undefined);
}

/** Without what is absent or empty. */
export function filled(entries: readonly Entry[]): Entry<Value>[] {
  return set(entries).filter(([, value]) => value !== '');
}

/** Arrays spelled for multipart: `group_ids[0]`, `group_ids[1]`, … */
export function indexed(entries: readonly Entry<Value>[]): Entry<Single>[] {
  return entries.flatMap(([name, value]): Entry<Single>[] =>
    typeof value === 'object' && !(value instanceof Uint8Array)
      ? value.map((item, i) => [`${name}[${i}]`, item])
      : [[name, value]],
  );
}

/** Compact JSON; pictures become base64. */
export function json(entries: readonly Entry<Value>[]): string {
  return JSON.stringify(Object.fromEntries(entries), (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

/** JSON text with every character beyond ASCII as `\uXXXX`. */
export function asciiOnly(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
