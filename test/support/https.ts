import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { RunningServer } from '../../tools/browser/serve';

/** Of nobody but these tests, and trusted by nobody: a browser must be told to take it. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxVzCmIwzzfjT3GAQ
QCcP8AwtrtJCl5365SzIJsOiAL2hRANCAASv9+bw1ONt5V+Wv7fCS2utTz+M2i1Q
bbzdcshsdFs/9MxI891Bc1bFZFM6AKojuNNcsO6yw8X9I5lX3RLHGhZx
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUaGjxSLX8+/xDlwMuDakWX0GTGA4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDA1NTMyM1oYDzIxMjYxMTA2
MDU1MzIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASv9+bw1ONt5V+Wv7fCS2utTz+M2i1QbbzdcshsdFs/9MxI891Bc1bF
ZFM6AKojuNNcsO6yw8X9I5lX3RLHGhZxo2kwZzAdBgNVHQ4EFgQUIeimV2F0AwT6
LwVYHLqPqTiDJtowHwYDVR0jBBgwFoAUIeimV2F0AwT6LwVYHLqPqTiDJtowDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgX5rCEilnVlalz7hlx/Q9ADPyMmbo5JvXU6TAirNZiTsCIQDAMgeAl1S3
dODIiCJ+6sWi07WFv2grRAOl6IxqHQfn7A==
-----END CERTIFICATE-----`;

/** For the browser that is to open `overHttps`. */
export const TRUSTING = ['--ignore-certificate-errors'];

/** The same site by https: browsers let an https page send no request by http. */
export async function overHttps(site: RunningServer): Promise<RunningServer> {
  const { port: plain } = new URL(site.address);
  const server = createServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
    const inner = connect(Number(plain), 'localhost');
    for (const end of [socket, inner]) end.on('error', () => [socket, inner].map((each) => each.destroy()));
    socket.pipe(inner).pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `https://localhost:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await site[Symbol.asyncDispose]();
    },
  };
}
