import type { RemoteFleet } from '../protocol';

/** Runs a call of the gallery worker, for this engine's appid. Callbacks that are given to it go through `proxy`, as another thread needs it. */
export type FleetDoor = <T>(
  signal: AbortSignal,
  run: (
    api: RemoteFleet,
    appid: string,
    callId: string,
    proxy: <C extends object>(callbacks: C) => C,
  ) => Promise<T>,
) => Promise<T>;
