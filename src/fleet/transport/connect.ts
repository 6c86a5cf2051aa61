import {
  type Authenticator,
  type NatsConnection,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
  wsconnect,
} from '@nats-io/nats-core';
import type { FleetLogin } from '../../protocol';

export interface Servers {
  /** Addresses, `wss://host:port`; any of them. */
  readonly servers: readonly string[];
  readonly login?: FleetLogin | undefined;
  /**
   * Least time between two attempts, ms; 1000. Each device waits up to three times as long, at random: thousands that lost one server must not
   * come back in one moment.
   */
  readonly retryMs?: number | undefined;
  /** Whose answers they are: each device hears its own alone, where the server holds it to that. Absent: those of who is no member yet. */
  readonly device?: string | undefined;
}

const RETRY_MS = 1000;
const CONNECT_MS = 5000;
const PING_MS = 20_000;
/** No answer in that time is none. */
const ANSWER_MS = 10_000;
/** Servers that take longer to know a new login, or do not answer, are not waited for. */
const ADMITTED_MS = 5000;
const KNOWN_MS = 100;

/** Waits for a server until `signal` ends it. */
export async function connect(
  { servers, login, retryMs = RETRY_MS, device }: Servers,
  signal: AbortSignal,
): Promise<NatsConnection> {
  while (true) {
    signal.throwIfAborted();
    try {
      const connecting = wsconnect({
        servers: [...servers],
        ...(login && { authenticator: authenticatorOf(login) }),
        ...(device !== undefined && { inboxPrefix: `_INBOX.${device}` }),
        // What servers say of each other are addresses without TLS and names.
        ignoreClusterUpdates: true,
        // A lost connection ends the session, and the next one goes on from what is stored.
        reconnect: false,
        pingInterval: PING_MS,
        timeout: ANSWER_MS,
      });
      // nats-core 3.4.0 waits for ever where the socket is closed before the server's first word.
      return await unlessEnded(connecting, signal);
    } catch (error) {
      if (signal.aborted || isRefusal(error)) throw error;
      await pause(retryMs, signal);
    }
  }
}

/**
 * Waits until every server knows a login that was made just now, for at most `ADMITTED_MS`, or until the signal ends: servers read their accounts
 * anew a moment later. It never rejects: the device is a member by then, and whoever waits has yet to keep its login.
 */
export async function admitted({ servers, ...options }: Servers, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const end = () => waiting.abort();
  const timer = setTimeout(end, ADMITTED_MS);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    await Promise.all(servers.map((server) => knownTo({ ...options, servers: [server] }, waiting.signal)));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Resolves once the server lets it in, or when the signal ends. */
async function knownTo(options: Servers, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await (await connect(options, signal)).close();
      return;
    } catch {
      await delay(KNOWN_MS, signal).catch(() => undefined);
    }
  }
}

function authenticatorOf(login: FleetLogin): Authenticator {
  if ('token' in login) return tokenAuthenticator(login.token);
  if ('seed' in login) return nkeyAuthenticator(new TextEncoder().encode(login.seed));
  return usernamePasswordAuthenticator(login.user, login.password);
}

/**
 * Rejects with the signal's reason at once, and when nothing came for too long; a connection that comes after that is closed. A timer, and no
 * `AbortSignal.timeout` in `AbortSignal.any`: Node collects that as garbage before it fires (nodejs/node 57736).
 */
function unlessEnded(connecting: Promise<NatsConnection>, signal: AbortSignal): Promise<NatsConnection> {
  return new Promise((resolve, reject) => {
    const giveUp = (reason: unknown) => {
      connecting.then((connection) => connection.close()).catch(() => undefined);
      reject(reason);
    };
    const stop = () => giveUp(signal.reason);
    const timer = setTimeout(() => giveUp(new Error('no server answered in time')), CONNECT_MS);
    signal.addEventListener('abort', stop, { once: true });
    connecting.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
  });
}

/** Between two attempts. Rejects with the signal's reason. */
export function pause(retryMs: number | undefined = RETRY_MS, signal: AbortSignal): Promise<void> {
  return delay(retryMs * (1 + 2 * Math.random()), signal);
}

/** Whether the server knows us and says no: waiting does not help. */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A request that the server refused says so by its cause.
  return /Authorization|Authentication|PermissionViolation/.test(error.name) || isRefusal(error.cause);
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
