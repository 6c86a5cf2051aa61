import * as v from 'valibot';
import type { Bytes } from '../../protocol';
import { fromJsonBytes, jsonBytes } from '../bytes';

const schema = v.object({
  fleet: v.string(),
  name: v.string(),
  device: v.object({
    id: v.string(),
    name: v.string(),
    role: v.picklist(['admin', 'member']),
    joinedMs: v.number(),
  }),
  /** What the device knows with its private key only. */
  secrets: v.string(),
  /** Of the bucket of people: all up to it has been applied. */
  revision: v.number(),
  /** The same of the bucket of devices. */
  members: v.number(),
  /** When the bucket was created: another time is another bucket. */
  created: v.string(),
  /** Tombstones up to that revision may have been removed when this device last looked. */
  purged: v.number(),
  /** Of the gallery: all changes up to that generation have been looked at. */
  captured: v.number(),
  /** When this device last knew that it had all that the server had, ms of Unix time by the server's clock. */
  heardMs: v.number(),
  /** The server's clock minus the device's, ms. */
  offsetMs: v.number(),
  /** The last epoch whose records have all been sealed anew. */
  swept: v.number(),
  revoked: v.array(v.string()),
  /** The admins, as last seen: by them new epochs are known. */
  admins: v.unknown(),
  /** Of this device's chain in the audit stream: entries, the stream's number of the last one, and its hash. */
  audit: v.object({ count: v.number(), sequence: v.number(), hash: v.string() }),
});

/** What a device remembers of its fleet. */
export type FleetState = v.InferOutput<typeof schema>;

export function stateBytes(state: FleetState): Bytes {
  return jsonBytes(state);
}

/** Throws for anything else. */
export function parseState(bytes: Bytes): FleetState {
  return v.parse(schema, fromJsonBytes(bytes));
}

/** For a device that has just become a member. */
export function firstState(
  start: Pick<FleetState, 'fleet' | 'name' | 'device' | 'secrets' | 'admins' | 'revoked' | 'swept'>,
): FleetState {
  return {
    ...start,
    revision: 0,
    members: 0,
    created: '',
    purged: 0,
    captured: -1,
    heardMs: 0,
    offsetMs: 0,
    audit: { count: 0, sequence: 0, hash: '' },
  };
}
