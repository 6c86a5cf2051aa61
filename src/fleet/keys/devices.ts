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

/** What is kept of a device that was revoked, so that whoever looks sees which it was. */
export interface Revoked extends Pick<Device, 'id' | 'name' | 'role' | 'joinedMs'> {
  /** Ms of Unix time. */
  readonly revokedMs: number;
}

const place = {
  id: v.string(),
  name: v.string(),
  role: v.picklist(['admin', 'member']),
  joinedMs: v.number(),
};
const schema = v.object({
  ...place,
  identity: v.string(),
  publicKey: v.string(),
  keyEpoch: v.number(),
});
const list = v.array(schema);
const revokedSchema = v.object({ ...place, revokedMs: v.number() });

export function deviceBytes(device: Device): Bytes {
  return jsonBytes(device);
}

/** Throws for anything else. */
export function parseDevice(bytes: Bytes): Device {
  return v.parse(schema, fromJsonBytes(bytes));
}

export function revokedBytes({ id, name, role, joinedMs, revokedMs }: Revoked): Bytes {
  return jsonBytes({ id, name, role, joinedMs, revokedMs });
}

/** Throws for anything else. */
export function parseRevoked(bytes: Bytes): Revoked {
  return v.parse(revokedSchema, fromJsonBytes(bytes));
}

/** Throws for anything else. */
export function parseDevices(json: unknown): Device[] {
  return v.parse(list, json);
}
