import { resolve } from 'node:path';
import { defineConfig, type UserConfig } from 'vite';
import demo from './demo/vite.demo.ts';

const root = import.meta.dirname;

/** Page code: what `import 'mien'` gives. It holds comlink and nothing else from outside. */
const library: UserConfig = {
  root,
  publicDir: false,
  build: {
    outDir: 'dist',
    license: { fileName: 'licenses.md' },
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: resolve(root, 'src/index.ts'), formats: ['es'], fileName: 'index' },
  },
};

/** Worker code: served as files, beside the models and runtimes that the set-up puts into dist/assets. */
const workers: UserConfig = {
  root,
  publicDir: false,
  resolve: {
    alias: { '@mediapipe/face_detection': resolve(root, 'src/runtime/mediapipe-stub.ts') },
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'import', 'default'],
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
      },
      preserveEntrySignatures: false,
      output: { entryFileNames: '[name].worker.js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
};

const configs: Readonly<Record<string, UserConfig>> = { library, workers, demo };

/** One mode a part: `vite build --mode library | workers | demo`; without a mode, the demo. */
export default defineConfig(({ mode }) => configs[mode] ?? demo);
