import type { Content } from './alterations';
import third from './version-3.json';
import fifth from './version-5.json';

/** A database as a worker of an earlier version wrote it, with the passphrase "an old passphrase": Ann with two faces, Bob with one. */
interface OldDatabase {
  /** Whose alone it can be: seals name it. */
  readonly appid: string;
  readonly version: number;
  readonly content: Content;
}

export const VERSION_3 = asStored(third);
/** With a consent of Ann's, and a log. */
export const VERSION_5 = asStored(fifth);

function asStored({ version, content }: { readonly version: number; readonly content: object }): OldDatabase {
  return { appid: `version-${version}`, version, content: withBytes(content) as Content };
}

function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  if ('base64' in value) return Uint8Array.from(atob(String(value.base64)), (c) => c.charCodeAt(0));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withBytes(each)]));
}
