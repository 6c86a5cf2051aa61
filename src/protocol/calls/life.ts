/** What every worker offers beside its own methods. */
export interface RemoteLife {
  /**
   * Resolves once the worker holds the Web Lock that bears its name; it is given up only by the worker's end. Says whether another page
   * was there before, which may have begun what this one then waits for. Rejects when a page left it as unfit.
   */
  alive(): Promise<boolean>;
  /** Of a worker that pages share: the caller is done with it. It ends soon when no page uses it any more; no further page gets an unfit one. */
  leave(unfit: boolean): Promise<void>;
}

/** The Web Lock that pages hold, all of them at once, on the worker of that name that they share; the worker holds it alone while it ends. */
export function useLock(name: string): string {
  return `${name} in use`;
}

/** Worker → page, beside the calls: a message of the page arrived and could not be read, so that nothing will answer it. */
export const UNREADABLE = 'mien-unreadable';
