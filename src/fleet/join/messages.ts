import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';
import { parseDevices } from '../keys';

const text = v.pipe(v.string(), v.maxLength(4096));

export const knock = v.object({ session: text, commitment: text });
/** Null: no invitation is open, or it is taken. */
export const greeting = v.nullable(v.object({ admin: text, nonce: text }));
export const reveal = v.object({ identity: text, publicKey: text, nonce: text, deviceName: text });
export const answer = v.object({ accepted: v.boolean() });

/** What makes a device a member. */
export const welcome = v.object({
  fleet: v.string(),
  name: v.string(),
  device: v.object({ id: v.string(), role: v.picklist(['admin', 'member']), joinedMs: v.number() }),
  secrets: v.string(),
  admins: v.pipe(v.unknown(), v.transform(parseDevices)),
  revoked: v.array(v.string()),
  swept: v.number(),
  /** What the deployment issues for the device to log in with; null where it issues nothing. */
  credentials: v.nullable(v.string()),
});
export type Welcome = v.InferOutput<typeof welcome>;

export function message(value: unknown): Bytes {
  return jsonBytes(value);
}

/** Throws for anything else. */
export function parse<T extends v.GenericSchema>(schema: T, bytes: Uint8Array): v.InferOutput<T> {
  return v.parse(schema, fromJsonBytes(bytes));
}

export const subjects = {
  knock: (place: string) => `mien.join.${place}`,
  reveal: (place: string, session: string) => `mien.join.${place}.${session}.reveal`,
  welcome: (place: string, session: string) => `mien.join.${place}.${session}.welcome`,
} as const;
