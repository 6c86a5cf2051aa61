import { resolve } from 'node:path';
import { defineConfig, mergeConfig, type UserConfig } from 'vite';
import demo from './demo/vite.demo.ts';
import { END_OF_SCRIPT } from './src/assets/end-of-script.ts';
import { buildId } from './tools/build-id.ts';

const root = import.meta.dirname;

/** What `import` from 'mien', 'mien/http', 'mien/capture', 'mien/testing' and 'mien/service-worker' gives; what it uses is inside. */
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
        chunkFileNames: 'chunks/[name]-[hash].js',
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
        'stages.worker': resolve(root, 'test/fixtures/workers/stages.worker.ts'),
        'stages.page': resolve(root, 'tools/eval/agree/stages.page.ts'),
      },
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

/** Pages and workers of one build know each other by it. */
const define = { __BUILD__: JSON.stringify(buildId()) };

const configs: Readonly<Record<string, UserConfig>> = { library, workers, bridge, demo, stages, bench };

/** One mode a part: `vite build --mode library | workers | bridge | demo | stages | bench`; without a mode, the demo. */
export default defineConfig(({ mode }) => mergeConfig(configs[mode] ?? demo, { define }));
