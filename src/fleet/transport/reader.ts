import {
  type Consumer,
  type ConsumerMessages,
  DeliverPolicy,
  type JsMsg,
  type OrderedConsumerOptions,
} from '@nats-io/jetstream';
import { ClosedConnectionError } from '@nats-io/nats-core';
import { hedged } from './hedged';
import { type Bucket, bucketName, type Entry, type Stores, streamOf } from './stores';

/** Messages that are asked for before the ones before are taken: what is read but not yet applied, at about 2 kB each. */
const AHEAD = 1000;
/** After two of them without a sign of the server, the reader is lost. */
const HEARTBEAT_MS = 5000;
/** The same of who reads to an end, and has somebody waiting. */
const READING_HEARTBEAT_MS = 1000;
/** A batch that is not full goes on after that long: the rest of it has been lost on the way and comes anew. */
const STALL_MS = 500;

/** Of a bucket, from a revision on. */
export interface Reader {
  readonly messages: ConsumerMessages;
  /** Letters before a key. */
  readonly prefix: number;
}

export async function openReader(stores: Stores, bucket: Bucket, after: number): Promise<Reader> {
  const from = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: after + 1 };
  const consumer = await consumerOf(stores, streamOf(stores.fleet, bucket), from);
  const messages = await consumer.consume({ max_messages: AHEAD, idle_heartbeat: HEARTBEAT_MS });
  void endWhereRenewed(messages);
  return { messages, prefix: prefixOf(stores, bucket) };
}

/**
 * Reads in order, without end: first what there is, then what comes. `take` is given batches, the next one when it has done with the one before;
 * `rest` is how many more there are now, as far as the server knows.
 */
export async function follow(
  { messages, prefix }: Reader,
  most: number,
  take: (batch: readonly Entry[], rest: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const stop = () => messages.stop();
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  let batch: Entry[] = [];
  let rest = 0;
  let taking: Promise<void> = Promise.resolve();
  const flush = () => {
    taking = taking.then(async () => {
      if (batch.length === 0 || signal.aborted) return;
      const full = batch;
      batch = [];
      await take(full, rest);
    });
    // Whoever fails here fails the loop below, too.
    taking.catch(stop);
    return taking;
  };
  const timer = setInterval(flush, STALL_MS);
  try {
    for await (const message of messages) {
      rest = message.info.pending;
      batch.push(entryOf(message, prefix));
      if (batch.length >= most || rest === 0) await flush();
    }
    await flush();
    signal.throwIfAborted();
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
    messages.stop();
  }
}

/** The library begins a lost reader anew at the next number. Numbers are not to be trusted then: whoever reads must begin a little before. */
async function endWhereRenewed(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status())
    if (type === 'ordered_consumer_recreated') messages.stop(new Error('the reader was lost'));
}

/** All that a bucket has now, in the order it was written. */
export async function readBucket(stores: Stores, bucket: Bucket): Promise<Entry[]> {
  const prefix = prefixOf(stores, bucket);
  const latest = new Map<string, Entry>();
  for (const entry of await readAll(stores, streamOf(stores.fleet, bucket))) {
    const key = entry.key.slice(prefix);
    // One that was written again in the meantime comes twice.
    latest.delete(key);
    if (!entry.deleted) latest.set(key, { ...entry, key });
  }
  return [...latest.values()];
}

/** All that a stream has now; keys are whole subjects. */
export async function readAll(stores: Stores, stream: string): Promise<Entry[]> {
  let { revision, keys } = await stores.standOf(stream);
  const entries: Entry[] = [];
  if (keys === 0) return entries;
  const consumer = await consumerOf(stores, stream, { deliver_policy: DeliverPolicy.All });
  const messages = await consumer.consume({ max_messages: AHEAD, idle_heartbeat: READING_HEARTBEAT_MS });
  try {
    for await (const message of messages) {
      entries.push(entryOf(message, 0));
      if (message.seq < revision) continue;
      // A key that was written again while this was read is no longer where it was, but behind the end.
      ({ revision } = await stores.standOf(stream));
      if (message.seq >= revision) return entries;
    }
  } finally {
    messages.stop();
  }
  // Where the connection is lost the messages just end.
  throw new ClosedConnectionError();
}

/** A cluster gives each to one of its servers by chance; before 2.12, to a dead one, too (nats-io/nats-server 7165). */
function consumerOf(
  { js }: Stores,
  stream: string,
  options: Partial<OrderedConsumerOptions>,
): Promise<Consumer> {
  return hedged(
    // A copy: @nats-io/jetstream 3.4.0 writes the name into what it is given, and the same name would be on the same server.
    () => js.consumers.get(stream, { ...options }),
    (late) => void late.delete().catch(() => undefined),
  );
}

function prefixOf({ fleet }: Stores, bucket: Bucket): number {
  return `$KV.${bucketName(fleet, bucket)}.`.length;
}

function entryOf(message: JsMsg, prefix: number): Entry {
  return {
    key: message.subject.slice(prefix),
    value: message.data,
    revision: message.seq,
    deleted: message.headers?.has('KV-Operation') ?? false,
    ms: message.time.getTime(),
  };
}
