import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, mergeConfig, type UserConfig } from 'vite';
import demo from './demo/vite.demo.ts';
import packageJson from './package.json' with { type: 'json' };
import { END_OF_SCRIPT } from './src/assets/end-of-script.ts';
import { buildId } from './tools/build-id.ts';

const root = import.meta.dirname;

/** What `import` from 'mien', 'mien/fleet', 'mien/http', 'mien/capture', 'mien/testing' and 'mien/service-worker' gives; what it uses is inside. */
const library: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: 'dist',
    license: { fileName: 'licenses.md' },
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: {
        index: resolve(root, 'src/index.ts'),
        fleet: resolve(root, 'src/member/index.ts'),
        http: resolve(root, 'src/http/index.ts'),
        capture: resolve(root, 'src/capture/index.ts'),
        testing: resolve(root, 'src/signing/index.ts'),
        'service-worker': resolve(root, 'src/http/worker/index.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
};

/** Doors of src/ that are entries of the package, which others of its entries import as they are. */
const entries: Readonly<Record<string, string>> = {
  [resolve(root, 'src/engine/index.ts')]: './index.js',
  [resolve(root, 'src/capture/index.ts')]: './capture.js',
};

/** 'mien/react' and 'mien/preact': a few lines on top of the library, which stays as it is for who uses neither. */
const frameworks: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: {
        react: resolve(root, 'src/react/index.ts'),
        preact: resolve(root, 'src/preact/index.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: ['react', ...Object.keys(entries)],
      output: {
        entryFileNames: '[name].js',
        paths: { ...entries },
        // Hooks run in the browser: a server component may import them, and is given what the browser is to run.
        banner: ({ name }) => (name === 'react' ? "'use client';" : ''),
      },
    },
  },
};

/** How what imports the runtimes finds them: their wasm lies beside, and two are named that are never used. */
const runtimes = {
  alias: [
    { find: '@mediapipe/face_detection', replacement: resolve(root, 'src/runtime/tfjs/mediapipe-stub.ts') },
    {
      find: /^.*\/tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/,
      replacement: resolve(root, 'src/runtime/tfjs/threads-stub.ts'),
    },
  ],
  conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'import', 'default'],
};

/** Worker code: served as files, beside the models and runtimes that the set-up puts into dist/assets. */
const workers: UserConfig = {
  root,
  // A worker finds the one that it starts wherever both are served.
  base: './',
  publicDir: false,
  resolve: runtimes,
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'chunks/[name]-[hash].js' } },
  },
  build: {
    outDir: 'dist/assets',
    license: { fileName: 'licenses.md' },
    emptyOutDir: false,
    // TensorFlow.js is that large; docs and size reports speak of it, not every build.
    chunkSizeWarningLimit: 700,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: {
        vision: resolve(root, 'workers/vision.worker.ts'),
        gallery: resolve(root, 'workers/gallery.worker.ts'),
        passphrase: resolve(root, 'workers/passphrase.worker.ts'),
      },
      preserveEntrySignatures: false,
      output: {
        entryFileNames: '[name].worker.js',
        // The installer tells by the name which backend a chunk is for.
        chunkFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.includes('tfjs-backend-webgpu')
            ? 'chunks/tfjs.webgpu-[hash].js'
            : 'chunks/[name]-[hash].js',
        postFooter: END_OF_SCRIPT,
      },
    },
  },
};

/** For comparing browsers and backends: the vision worker a stage at a time, and its page. No part of the package. */
const stages: UserConfig = {
  ...workers,
  build: {
    ...workers.build,
    outDir: '.cache/stages',
    license: false,
    emptyOutDir: true,
    rolldownOptions: {
      ...workers.build?.rolldownOptions,
      input: {
        'stages.worker': resolve(root, 'tools/eval/agree/stages.worker.ts'),
        'stages.page': resolve(root, 'tools/eval/agree/stages.page.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** Films of attacks on the check of liveness, which a page makes. No part of the package. */
const pad: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: '.cache/pad',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rolldownOptions: {
      input: { 'stage.page': resolve(root, 'tools/pad/stage/stage.page.ts') },
      preserveEntrySignatures: false,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

/** The benchmarks' page, which anyone can open. No part of the package. */
const bench: UserConfig = {
  root: resolve(root, 'bench'),
  base: './',
  publicDir: false,
  worker: { format: 'es' },
  // For the peer that uses the engine's packages directly.
  resolve: runtimes,
  build: {
    outDir: resolve(root, '.cache/bench'),
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { input: [resolve(root, 'bench/index.html'), resolve(root, 'bench/peers/frame.html')] },
    // Peers are as large as they are.
    chunkSizeWarningLimit: 5000,
  },
};

/** The ready-made service worker: a classic script, which every browser takes, in one file, which a host may move. */
const bridge: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: 'dist/assets',
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: resolve(root, 'workers/v1.sw.ts'),
      formats: ['iife'],
      name: 'v1',
      fileName: () => 'v1.sw.js',
    },
  },
};

/** What a worker begins with whose scripts lie on another origin: text inside the library. */
const foreign: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: '.cache/foreign',
    target: 'es2022',
    lib: {
      entry: resolve(root, 'workers/foreign.worker.ts'),
      formats: ['es'],
      fileName: () => 'foreign.worker.js',
    },
    minify: true,
  },
};

/** For Node: the command `mien` and the plugin of `mien/vite`. */
const node: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    ssr: true,
    rolldownOptions: {
      input: { cli: resolve(root, 'src/install/cli.ts'), vite: resolve(root, 'src/vite/index.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const configs: Readonly<Record<string, UserConfig>> = {
  library,
  workers,
  bridge,
  foreign,
  frameworks,
  node,
  demo,
  stages,
  pad,
  bench,
};

/** What is made before the library, and known in it; '' where it is not there yet. */
function made(path: string): string {
  const file = resolve(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** One mode a part: `vite build --mode library | workers | …`; without a mode, the demo. `tools/build` knows the order. */
export default defineConfig(({ mode }) =>
  mergeConfig(configs[mode] ?? demo, {
    define: {
      // Pages and workers of one build know each other by it.
      __BUILD__: JSON.stringify(buildId()),
      __VERSION__: JSON.stringify(packageJson.version),
      __ASSETS__: JSON.stringify(
        createHash('sha256').update(made('dist/assets/assets.json')).digest('base64'),
      ),
      __FOREIGN_WORKER__: JSON.stringify(made('.cache/foreign/foreign.worker.js')),
    },
  }),
);
