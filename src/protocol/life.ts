/** What every worker offers beside its own methods. */
export interface RemoteLife {
  /** Resolves once the worker holds the Web Lock that bears its name; it is given up only by the worker's end. */
  alive(): Promise<void>;
}
