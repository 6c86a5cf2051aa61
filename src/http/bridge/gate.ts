import { isV1Url } from './protocol';

/** Stands before calls to the retired hosts until the service worker takes them. */
export interface Gate {
  isOpen(): boolean;
  /** Resolves once it is open; rejects when it does not open. */
  opened(): Promise<void>;
}

/** What the wrapped functions of a page look at. */
export interface Gateway {
  /** Without one, calls pass as if nothing was wrapped. */
  gate: Gate | undefined;
}

/** Is it a call for the gate? What is no URL is left to the browser's own complaint. */
export function isV1Target(url: string): boolean {
  try {
    return isV1Url(new URL(url, document.baseURI));
  } catch {
    return false;
  }
}
