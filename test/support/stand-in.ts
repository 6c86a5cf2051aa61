import { type AddressInfo, createServer, type Socket } from 'node:net';

const HOSTS = ['recognition.image.myqcloud.com', 'service.image.myqcloud.com'];

/** Stands where the retired hosts were. Nothing should ever come. */
export interface StandIn extends AsyncDisposable {
  /** Makes a Chromium find the hosts here, on every port. */
  readonly browserArgs: readonly string[];
  /** For `connect-src`. */
  readonly origins: string;
  /** Connections so far, by http, https or whatever else: a TLS handshake counts, too. */
  connections(): number;
}

export async function openStandIn(): Promise<StandIn> {
  let connections = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    open.add(socket.once('close', () => open.delete(socket)));
    socket.on('error', () => undefined); // the browser may be gone
    socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    browserArgs: [`--host-resolver-rules=${HOSTS.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ')}`],
    origins: HOSTS.flatMap((host) => [`https://${host}:*`, `http://${host}:*`]).join(' '),
    connections: () => connections,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
