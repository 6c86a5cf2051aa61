import type { Content } from './alterations';
import stored from './version-3.json';

/** A database as a worker of the release before wrote it, with the passphrase "an old passphrase": Ann with two faces, Bob with one. */
export const OLD: { readonly version: number; readonly content: Content } = {
  version: stored.version,
  content: withBytes(stored.content) as Content,
};

function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  if ('base64' in value) return Uint8Array.from(atob(String(value.base64)), (c) => c.charCodeAt(0));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withBytes(each)]));
}
