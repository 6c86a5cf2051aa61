import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type ClientOptions, WebSocket } from 'ws';

/**
 * Lets this process speak to the servers of a directory, also where an authority of one's own (`ca.pem`) vouches for them. It takes the place of a
 * WebSocket that Node has: that one trusts what its command line says, and nothing else.
 */
export function trustAuthority(directory: string): void {
  const path = join(directory, 'ca.pem');
  const options: ClientOptions = existsSync(path)
    ? { ca: [...rootCertificates, readFileSync(path, 'utf8')] }
    : {};
  class TrustingSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, options);
    }
  }
  globalThis.WebSocket = TrustingSocket as unknown as typeof globalThis.WebSocket;
}
