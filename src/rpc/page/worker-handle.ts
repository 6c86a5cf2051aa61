import { type Endpoint, type Remote, wrap } from 'comlink';
import { scriptAddress, TRUSTED_TYPES_ADVICE, trustedScript, wantsTrustedTypes } from '../../assets';
import { CODES, FaceError, type RemoteLife, UNREADABLE, useLock } from '../../protocol';
import { carryErrors } from '../errors';

/** A worker as one page holds it. */
export interface WorkerHandle {
  readonly endpoint: Endpoint;
  /** The Web Lock that the worker holds while it lives. */
  readonly lock: string;
  readonly shared: boolean;
  /** To be called once. Hears what nobody caught in the page's own worker, and nothing ('') of a file that did not arrive. */
  onError(listener: (message: string) => void): void;
  /** Hears of a message, of either side, that arrived and could not be read: what it was about gets no answer. */
  onUnreadable(listener: () => void): void;
  /** Ends it, with all its memory; one that other pages use goes on, and is given to no further page if it is `unfit`. */
  end(life: Remote<RemoteLife>, unfit: boolean): void;
}

/** One that this page alone uses: to end it, it need not be told. */
export interface OwnWorker extends WorkerHandle {
  end(): void;
}

/** What the worker offers. To be kept: comlink ends the connection when this is garbage collected. */
export function connect<Api>({ endpoint }: WorkerHandle): Remote<Api> {
  carryErrors();
  return wrap<Api>(endpoint);
}

/** One that nobody else has. Throws FaceError 213 when the browser refuses to start it. */
export function ownWorker(url: URL, name: string): OwnWorker {
  const lock = `mien-${name}-${crypto.randomUUID()}`;
  const worker = started(url, (address) => new Worker(address, { type: 'module', name: lock }));
  return {
    endpoint: worker,
    lock,
    shared: false,
    onError: (listener) => listen(worker, listener),
    onUnreadable: (listener) => listenUnreadable(worker, listener),
    end: () => worker.terminate(),
  };
}

/**
 * One that bears this name, whichever page of the origin started it. It outlasts the last of them for as long as the browser lets it
 * (Chromium: 30 s), so that a reload, or the next page, finds it running. Throws FaceError 213 when the browser refuses to start it.
 */
export function sharedWorker(url: URL, name: string): WorkerHandle {
  const options: OutlastingOptions = { type: 'module', name, extendedLifetime: true };
  const worker = started(url, (address) => new SharedWorker(address, options));
  const { port } = worker;
  let release: () => void;
  const used = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    endpoint: port,
    lock: name,
    shared: true,
    onError: (listener) => {
      listen(worker, listener);
      // Beside the call, which it would hold up. One that is ending loses the call, and has the lock for itself.
      const hold = (lock: Lock | null) => (lock === null ? listener('it was just ending') : used);
      // Where locks are blocked the worker cannot hold its own, and says so.
      navigator.locks
        .request(useLock(name), { mode: 'shared', ifAvailable: true }, hold)
        .catch(() => undefined);
    },
    onUnreadable: (listener) => listenUnreadable(port, listener),
    end: (life, unfit) => {
      release();
      void life.leave(unfit);
      port.close(); // what was sent before still arrives
    },
  };
}

/** Whether shared workers outlast their pages here. */
export function canOutlast(): boolean {
  let asked = false;
  const options: OutlastingOptions = {
    get extendedLifetime() {
      asked = true;
      return true;
    },
  };
  try {
    // Options are read before the address, which is none: nothing is started.
    new SharedWorker(trustedScript('http://['), options);
  } catch {
    // It always throws, also where there are no shared workers.
  }
  return asked;
}

/** Of the HTML standard; not among TypeScript's types yet. */
interface OutlastingOptions extends WorkerOptions {
  readonly extendedLifetime: boolean;
}

function started<T>(url: URL, start: (address: string) => T): T {
  try {
    return start(trustedScript(scriptAddress(url)));
  } catch (cause) {
    if (wantsTrustedTypes(cause))
      throw new FaceError(CODES.INTERNAL, TRUSTED_TYPES_ADVICE, { kind: 'policy', cause });
    throw new FaceError(CODES.INTERNAL, `could not start ${url.href}`, { kind: 'policy', cause });
  }
}

function listen(worker: Worker | SharedWorker, listener: (message: string) => void): void {
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    listener((event as ErrorEvent).message ?? '');
  });
}

function listenUnreadable(endpoint: Worker | MessagePort, listener: () => void): void {
  endpoint.addEventListener('messageerror', listener);
  endpoint.addEventListener('message', (event) => {
    if ((event as MessageEvent).data === UNREADABLE) listener();
  });
}
