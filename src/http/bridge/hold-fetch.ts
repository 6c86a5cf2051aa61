import { type Gateway, v1Target } from './gate';

/**
 * Wraps `fetch`: calls to the retired hosts wait at the gate and fail as without a network if it does not open. From a page on
 * https they are made by https, whatever the caller wrote.
 */
export function holdFetch(gateway: Gateway): void {
  const native = globalThis.fetch;
  // A method with a rest parameter has the name and the length of the browser's own function.
  const wrapped = {
    async fetch(input: RequestInfo | URL, ...[init]: [init?: RequestInit]): Promise<Response> {
      const { gate } = gateway;
      const target = gate && v1Target(targetOf(input));
      if (!gate || !target || (gate.isOpen() && !target.moved)) return native(input, init);
      // Made now: body and signal are those of this moment, and what is wrong with the call shows at once.
      const made = new Request(input, init);
      const request = target.moved ? await to(target.url, made) : made;
      if (!gate.isOpen()) await Promise.race([gate.opened().catch(fail), aborted(request.signal)]);
      return native(request);
    },
  };
  globalThis.fetch = wrapped.fetch;
}

/** A Request of another window is one, too, which the browser's own getter knows and `instanceof` does not. */
function targetOf(input: RequestInfo | URL): string {
  try {
    return Reflect.get(Request.prototype, 'url', input);
  } catch {
    return String(input);
  }
}

/** The same request to another address. Whole, since not every browser shows a body that could be handed on. */
async function to(address: string, request: Request): Promise<Request> {
  const { method, headers, mode, credentials, cache, redirect, referrer, referrerPolicy } = request;
  const { integrity, keepalive, signal } = request;
  const body = await request.arrayBuffer();
  return new Request(address, {
    ...{ method, headers, mode, credentials, cache, redirect, referrer, referrerPolicy },
    ...{ integrity, keepalive, signal },
    body: body.byteLength > 0 ? body : null,
  });
}

/** By this kind of error `fetch` tells that there is no network. */
function fail(cause: unknown): never {
  throw new TypeError(
    'Failed to fetch: no service worker takes this call, and it must not leave the device',
    {
      cause,
    },
  );
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
