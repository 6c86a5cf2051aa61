import { vouch } from './consent';
import type { Gate, Gateway } from './gate';
import { holdFetch } from './hold-fetch';
import { holdXhr } from './hold-xhr';

/** A key of the global object, whose functions are wrapped once, however many copies of this library it loads. */
const GATEWAY = Symbol.for('mien.v1.gateway');

/**
 * Lets `fetch` and asynchronous XMLHttpRequests to the retired hosts wait at `gate`, and synchronous ones fail, since
 * no service worker ever sees those. Everything else is left alone. While it holds, the page
 * vouches for the opt-in. A second call only changes the gate.
 */
export function hold(gate: Gate): void {
  const known = gatewayOf();
  if (known) {
    known.gate = gate;
    return;
  }
  const gateway: Gateway = { gate };
  Object.defineProperty(globalThis, GATEWAY, { value: gateway });
  holdFetch(gateway);
  holdXhr(gateway);
  vouch(gateway);
}

/** Lets all calls pass again. The wrappers stay, transparent: others may have wrapped them in the meantime. */
export function release(): void {
  const gateway = gatewayOf();
  if (gateway) gateway.gate = undefined;
}

function gatewayOf(): Gateway | undefined {
  const page: typeof globalThis & { readonly [GATEWAY]?: Gateway } = globalThis;
  return page[GATEWAY];
}
