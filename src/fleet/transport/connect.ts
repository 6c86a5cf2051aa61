import { type Authenticator, type NatsConnection, wsconnect } from '@nats-io/nats-core';

export interface Servers {
  /** Addresses, `wss://host:port`; any of them. */
  readonly servers: readonly string[];
  /** Of `@nats-io/nats-core`: by user and password, token, nkey or JWT. */
  readonly authenticator?: Authenticator | undefined;
}

/** Between attempts, each device another time of it: thousands that lost one server must not come back in one moment. */
const WAIT_MS = 1000;
const JITTER_MS = 2000;
const PING_MS = 20_000;
/** No answer in that time is none. */
const ANSWER_MS = 10_000;

/** Waits for a server until `signal` ends it, and comes back to one by itself when the connection is lost. */
export async function connect(
  { servers, authenticator }: Servers,
  signal: AbortSignal,
): Promise<NatsConnection> {
  while (true) {
    signal.throwIfAborted();
    try {
      return await wsconnect({
        servers: [...servers],
        ...(authenticator && { authenticator }),
        // What servers say of each other are addresses without TLS and names.
        ignoreClusterUpdates: true,
        maxReconnectAttempts: -1,
        reconnectTimeWait: WAIT_MS,
        reconnectJitter: JITTER_MS,
        reconnectJitterTLS: JITTER_MS,
        pingInterval: PING_MS,
        timeout: ANSWER_MS,
      });
    } catch (error) {
      if (isRefusal(error)) throw error;
      await delay(WAIT_MS + Math.random() * JITTER_MS, signal);
    }
  }
}

/** Whether the server knows us and says no: waiting does not help. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && /Authorization|Authentication|PermissionViolation/.test(error.name);
}

/** Rejects with the signal's reason. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
