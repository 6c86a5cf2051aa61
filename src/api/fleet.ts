import type { RemoteFleet } from '../protocol';

/** Under which an engine offers `mien/fleet` what that needs of it. Registered, so that two copies of the library have the same. */
export const FLEET: unique symbol = Symbol.for('mien.fleet');

/** Runs a call of the gallery worker, for this engine's appid. Callbacks that are given to it go through comlink's `proxy`. */
export type FleetDoor = <T>(
  signal: AbortSignal,
  run: (api: RemoteFleet, appid: string, callId: string) => Promise<T>,
) => Promise<T>;
