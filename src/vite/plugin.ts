import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { type AssetsChoice, planAssets } from '../install';

export interface MienPluginOptions extends AssetsChoice {
  /** Folder under the application's `base` where the assets are offered. Default "mien". */
  readonly folder?: string;
  /**
   * Whether the development and the preview server send the headers that isolate a page (COOP and COEP), which several threads need. The
   * server that the built application lies on must send its own. Default false.
   */
  readonly isolate?: boolean;
}

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.md': 'text/markdown',
};

/**
 * Serves mien's assets in development, puts them into a build, and makes their address the default of `createEngine({ assets })`.
 * Throws, when a server or a build starts, for a model that the package does not have.
 */
export function mien({ folder = 'mien', isolate = false, ...choice }: MienPluginOptions = {}): Plugin {
  const name = folder.replace(/^\/+|\/+$/g, '');
  let base = '/';
  let ssr = false;
  return {
    name: 'mien',
    config: ({ base: given = '/' }) => ({
      define: { __MIEN_ASSETS__: JSON.stringify(`${given === '' ? './' : given}${name}/`) },
      // It is one file without dependencies; bundled ahead, it would not see the definition.
      optimizeDeps: { exclude: ['mien'] },
    }),
    configResolved(config) {
      ({ base } = config);
      ssr = Boolean(config.build.ssr);
    },
    async configureServer(server) {
      if (isolate) server.middlewares.use(isolated);
      const { files } = await planAssets(choice);
      server.middlewares.use(offer(files, () => `${base}${name}/`));
    },
    configurePreviewServer(server) {
      if (isolate) server.middlewares.use(isolated);
    },
    async generateBundle() {
      const { environment } = this as {
        readonly environment?: { readonly config: { readonly consumer: string } };
      };
      if (environment === undefined ? ssr : environment.config.consumer === 'server') return;
      const { files } = await planAssets(choice);
      for (const [path, source] of files)
        this.emitFile({ type: 'asset', fileName: `${name}/${path}`, source });
    },
  };
}

const isolated: Connect.NextHandleFunction = (_, response, next) => {
  for (const [header, value] of Object.entries(ISOLATION)) response.setHeader(header, value);
  next();
};

function offer(files: ReadonlyMap<string, Uint8Array>, prefix: () => string): Connect.NextHandleFunction {
  return ({ url = '/', originalUrl = url, method }, response: ServerResponse, next) => {
    const { pathname } = new URL(originalUrl, 'http://localhost');
    const at = new URL(prefix(), 'http://localhost').pathname;
    const bytes = pathname.startsWith(at) ? files.get(pathname.slice(at.length)) : undefined;
    if (bytes === undefined || (method !== 'GET' && method !== 'HEAD')) return next();
    response.setHeader('Content-Type', TYPES[extname(pathname)] ?? 'application/octet-stream');
    response.setHeader('Content-Length', bytes.length);
    response.setHeader('Cache-Control', 'no-cache');
    response.end(method === 'HEAD' ? undefined : bytes);
  };
}
