import { copyFile, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin, UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { FIRST_STYLE } from '../tools/browser/first-style.ts';
import { copyAssets } from './copy-assets.ts';
import { cutPortraits } from './cut-portraits.ts';
import { drawIcons } from './draw-icons.ts';

const here = import.meta.dirname;
const out = resolve(here, 'dist');
const samples = resolve(here, '../node_modules/@vladmandic/face-api/demo');

/** What lies beside the page in the build only: the engine's assets, icons as pixels, the sample photos and portraits cut from them. */
function demoFiles(): Plugin {
  return {
    name: 'mien-demo-files',
    apply: 'build',
    transformIndexHtml: () => [
      // iOS takes no icon from the manifest, and cuts its own corners.
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icon-maskable-180.png' }, injectTo: 'head' },
    ],
    async writeBundle() {
      await drawIcons(resolve(here, 'public'), out);
      await copyAssets(resolve(here, '../dist/assets'), resolve(out, 'mien'));
      await mkdir(resolve(out, 'samples'), { recursive: true });
      for (let n = 1; n <= 6; n++) {
        await copyFile(resolve(samples, `sample${n}.jpg`), resolve(out, `samples/sample${n}.jpg`));
      }
      await cutPortraits(samples, resolve(out, 'samples/portraits'));
    },
  };
}

/** The first page's text stands before any other file has come: the style sheet, for which browsers wait, comes behind it. */
function textFirst(): Plugin {
  const style = { tag: 'style', children: FIRST_STYLE, injectTo: 'head' } as const;
  return {
    name: 'mien-text-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (page) => {
        const sheets = page.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
        const bare = sheets.reduce((rest, sheet) => rest.replace(sheet, ''), page);
        return { html: bare.replace('</body>', `${sheets.join('')}</body>`), tags: [style] };
      },
    },
  };
}

/** The service worker, which gets the list of all files with their hashes. */
const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: '../workers',
  filename: 'offline.sw.ts',
  // Both are the demo's own: public/manifest.webmanifest and src/state/offline.ts.
  manifest: false,
  injectRegister: false,
  // A build of its own, which would talk on standard output whatever the outer one was told.
  integration: {
    configureCustomSWViteBuild: (config) => {
      config.logLevel = 'warn';
    },
  },
  injectManifest: {
    rollupFormat: 'iife',
    globPatterns: ['**/*.{html,css,js,mjs,svg,webmanifest,json,wasm,onnx,bin,jpg}'],
    // The WebGPU runtime is kept once it was fetched; browsers too old for wasm SIMD cannot run the engine; the
    // other service worker is for hosts without one; of the embedders the demo uses the default one alone.
    globIgnores: [
      // Kept once it was opened (workers/docs-cache.ts).
      'docs/**',
      '**/*.asyncify.*',
      '**/tfjs-backend-wasm.wasm',
      '**/v1.sw.js',
      '**/models/!(blazeface-*|mobilefacenet-192.*|face-landmark-68.*)',
    ],
    maximumFileSizeToCacheInBytes: 32 * 2 ** 20,
  },
});

const demo: UserConfig = {
  root: here,
  // The page may be served under any path.
  base: './',
  plugins: [demoFiles(), textFirst(), offline],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: out,
    license: { fileName: 'licenses.md' },
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What loads pages would lie in the engine's chunk, and bring it along to the first page.
        codeSplitting: { groups: [{ name: 'preload', test: /vite[\\/]preload-helper/ }] },
      },
    },
  },
};
export default demo;
