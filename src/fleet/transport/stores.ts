import {
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  StorageType,
} from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import { hedged } from './hedged';

/** A value and where it stands among all of its bucket. */
export interface Entry {
  readonly key: string;
  readonly value: Uint8Array;
  readonly revision: number;
  /** Whether it says that the key has no value any more. */
  readonly deleted: boolean;
  /** When the server took it, ms of Unix time. */
  readonly ms: number;
}

export interface Stand {
  /** The last one of all keys, whether it is there still or not. */
  readonly revision: number;
  readonly keys: number;
  readonly created: string;
}

export type Bucket = 'people' | 'devices' | 'contacts';

/** The server's answer to a write that expected another revision. */
const WRONG_SEQUENCE = 10071;

export function bucketName(fleet: string, bucket: Bucket): string {
  return `mien_${fleet}_${bucket}`;
}

export function auditStream(fleet: string): string {
  return `mien_${fleet}_audit`;
}

export function auditSubject(fleet: string, device: string): string {
  return `mien.${fleet}.audit.${device}`;
}

/** What a fleet has on its servers. */
export class Stores {
  readonly fleet: string;
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly #jsm: JetStreamManager;
  readonly #buckets: Readonly<Record<Bucket, KV>>;

  private constructor(
    fleet: string,
    connection: NatsConnection,
    jsm: JetStreamManager,
    buckets: Record<Bucket, KV>,
  ) {
    this.fleet = fleet;
    this.connection = connection;
    this.js = jetstream(connection);
    this.#jsm = jsm;
    this.#buckets = buckets;
  }

  /** Creates them for a new fleet, on that many servers of a cluster. What is there already stays as it is. */
  static async create(fleet: string, connection: NatsConnection, replicas: number): Promise<Stores> {
    const kvm = new Kvm(connection);
    const settings = { history: 1, replicas, storage: StorageType.File };
    for (const bucket of ['people', 'devices', 'contacts'] as const)
      await kvm.create(bucketName(fleet, bucket), settings);
    const jsm = await jetstreamManager(connection);
    await jsm.streams.add({
      name: auditStream(fleet),
      subjects: [auditSubject(fleet, '*')],
      storage: StorageType.File,
      num_replicas: replicas,
      deny_delete: true,
      deny_purge: true,
    });
    return Stores.open(fleet, connection);
  }

  static async open(fleet: string, connection: NatsConnection): Promise<Stores> {
    const kvm = new Kvm(connection);
    const jsm = await jetstreamManager(connection, { checkAPI: false });
    const open = (bucket: Bucket) => kvm.open(bucketName(fleet, bucket), { bindOnly: true });
    return new Stores(fleet, connection, jsm, {
      people: await open('people'),
      devices: await open('devices'),
      contacts: await open('contacts'),
    });
  }

  async get(bucket: Bucket, key: string): Promise<Entry | null> {
    const entry = await hedged(() => this.#buckets[bucket].get(key));
    if (entry === null || entry.operation !== 'PUT') return null;
    const { value, revision, created } = entry;
    return { key, value, revision, deleted: false, ms: created.getTime() };
  }

  /** The new revision; null where `revision` is no longer the key's last one (0: where there is any). */
  async update(bucket: Bucket, key: string, value: Uint8Array, revision: number): Promise<number | null> {
    try {
      return await this.#buckets[bucket].put(key, value, { previousSeq: revision });
    } catch (error) {
      if (isWrongSequence(error)) return null;
      throw error;
    }
  }

  put(bucket: Bucket, key: string, value: Uint8Array): Promise<number> {
    return this.#buckets[bucket].put(key, value);
  }

  /** Whoever reads the bucket learns that the key has no value any more. */
  delete(bucket: Bucket, key: string): Promise<void> {
    return this.#buckets[bucket].delete(key);
  }

  /** Appends to a device's audit entries, after `last`; null where another one is the last. */
  async append(device: string, value: Uint8Array, last: number): Promise<number | null> {
    try {
      const subject = auditSubject(this.fleet, device);
      return (await this.js.publish(subject, value, { expect: { lastSubjectSequence: last } })).seq;
    } catch (error) {
      if (isWrongSequence(error)) return null;
      throw error;
    }
  }

  /** A device's last audit entry. */
  async lastAppended(
    device: string,
  ): Promise<{ readonly value: Uint8Array; readonly sequence: number } | null> {
    const subject = auditSubject(this.fleet, device);
    const found = await hedged(() =>
      this.#jsm.streams.getMessage(auditStream(this.fleet), { last_by_subj: subject }),
    );
    return found && { value: found.data, sequence: found.seq };
  }

  /** Removes one message for good. */
  async erase(bucket: Bucket, revision: number): Promise<void> {
    await this.#jsm.streams.deleteMessage(streamOf(this.fleet, bucket), revision, true);
  }

  /** The last revision of all keys, how many there are, and since when the bucket is this one. */
  stand(bucket: Bucket): Promise<Stand> {
    return this.standOf(streamOf(this.fleet, bucket));
  }

  async standOf(stream: string): Promise<Stand> {
    const { state, created } = await hedged(() => this.#jsm.streams.info(stream));
    return { revision: state.last_seq, keys: state.messages, created };
  }
}

export function streamOf(fleet: string, bucket: Bucket): string {
  return `KV_${bucketName(fleet, bucket)}`;
}

function isWrongSequence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === WRONG_SEQUENCE;
}
