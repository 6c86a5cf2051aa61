import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';

/** What a device may do. The server's permissions hold members to it; devices only believe epochs of admins. */
export type Role = 'admin' | 'member';

/** A device as the others know it. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Ms of Unix time. */
  readonly joinedMs: number;
  /** Public key, base64url: what it seals for others is known by it. */
  readonly identity: string;
  /** Public key, base64url, that others seal to. It is another one after each epoch. */
  readonly publicKey: string;
  /** The epoch under which it made that one, and of which it has the key. */
  readonly keyEpoch: number;
}

const schema = v.object({
  id: v.string(),
  name: v.string(),
  role: v.picklist(['admin', 'member']),
  joinedMs: v.number(),
  identity: v.string(),
  publicKey: v.string(),
  keyEpoch: v.number(),
});
const list = v.array(schema);

export function deviceBytes(device: Device): Bytes {
  return jsonBytes(device);
}

/** Throws for anything else. */
export function parseDevice(bytes: Bytes): Device {
  return v.parse(schema, fromJsonBytes(bytes));
}

/** Throws for anything else. */
export function parseDevices(json: unknown): Device[] {
  return v.parse(list, json);
}
