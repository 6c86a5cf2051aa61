/** What every worker offers beside its own methods. */
export interface RemoteLife {
  /** Resolves once the worker holds the Web Lock that bears its name; it is given up only by the worker's end. */
  alive(): Promise<void>;
  /** Of a worker that pages share: the caller is done with it. It ends soon when no page uses it any more. */
  leave(): Promise<void>;
}

/** The Web Lock that pages hold, all of them at once, on the worker of that name that they share. */
export function useLock(name: string): string {
  return `${name} in use`;
}
