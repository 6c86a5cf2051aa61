import { isV1Url } from '../shared';

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

/** Where a call for the gate goes. */
interface Target {
  readonly url: string;
  /** Not where its caller wrote. */
  readonly moved: boolean;
}

/**
 * The target of a call for the gate, undefined for any other; what is not a URL is left to the browser's own complaint. By https
 * where the page is: browsers refuse a call by http from there before any service worker sees it.
 */
export function v1Target(address: string): Target | undefined {
  try {
    const url = new URL(address, document.baseURI);
    if (!isV1Url(url)) return undefined;
    const moved = location.protocol === 'https:' && url.protocol === 'http:';
    if (moved) url.protocol = 'https:';
    return { url: url.href, moved };
  } catch {
    return undefined;
  }
}
