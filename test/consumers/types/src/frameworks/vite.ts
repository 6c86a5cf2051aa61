import { mien } from 'mien/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [mien({ models: ['mobilefacenet-192'], backend: 'wasm', isolate: true })],
});
