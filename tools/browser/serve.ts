import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import sirv from 'sirv';
import { FIRST_STYLE_SOURCE } from './first-style.ts';

/** What a host should send: isolation for threads, and a policy without eval. `wasm-unsafe-eval` compiles wasm. */
export const HEADERS: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self' blob: data:",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "style-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; '),
};

/** The demo's page of a fleet may ask servers that a person names; on this machine, also without TLS. */
export const DEMO_HEADERS: Readonly<Record<string, string>> = {
  ...HEADERS,
  'Content-Security-Policy': HEADERS['Content-Security-Policy']
    .replace("connect-src 'self'", "connect-src 'self' wss: ws://localhost:* ws://127.0.0.1:*")
    .replace("style-src 'self'", `style-src 'self' ${FIRST_STYLE_SOURCE}`),
};

export interface RunningServer extends AsyncDisposable {
  /** With a trailing slash. */
  readonly address: string;
}

/**
 * Serves folders under URL prefixes (`{ '/mien/': 'dist/assets' }`), the longest prefix first, and `pages`
 * (path → HTML or script), on this machine only.
 */
export async function serve(options: {
  readonly folders: Readonly<Record<string, string>>;
  readonly pages?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a file's twin with the ending .br is sent in its place, to who takes it. */
  readonly compressed?: boolean;
  /** Hears what is posted to a path. */
  readonly posts?: Readonly<Record<string, (body: string) => void>>;
  /** 0 picks a free one. */
  readonly port?: number;
  /** Hears every path that is asked for. */
  readonly log?: (path: string) => void;
  /** Hears every path that there is nothing at. */
  readonly onMissing?: (path: string) => void;
  /** Holds the answer for a path back until the promise resolves. */
  readonly hold?: (path: string) => Promise<unknown> | undefined;
}): Promise<RunningServer> {
  const { headers = HEADERS, compressed = false } = options;
  const mounts = Object.entries(options.folders)
    .sort(([a], [b]) => b.length - a.length)
    .map(([prefix, folder]) => ({
      prefix,
      handler: sirv(folder, { dev: true, etag: true, brotli: compressed }),
    }));
  const server = createServer(async (request, response) => {
    options.log?.(pathOf(request));
    const held = options.hold?.(pathOf(request));
    if (held !== undefined) await held;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const post = request.method === 'POST' ? options.posts?.[pathOf(request)] : undefined;
    if (post !== undefined) {
      void text(request).then((body) => {
        post(body);
        response.writeHead(204).end();
      });
      return;
    }
    const page = options.pages?.[pathOf(request)];
    if (page !== undefined) {
      const type = pathOf(request).endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
      response.setHeader('Content-Type', type).end(page);
      return;
    }
    const missing = () => {
      options.onMissing?.(pathOf(request));
      notFound(response);
    };
    const mount = mounts.find(({ prefix }) => pathOf(request).startsWith(prefix));
    if (mount === undefined) return missing();
    request.url = `/${(request.url ?? '').slice(mount.prefix.length)}`;
    mount.handler(request, response, missing);
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?')[0];
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () => resolve());
  });
}
