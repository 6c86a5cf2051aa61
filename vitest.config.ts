import { resolve } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tools/browser/find-browser.mjs';
import { HEADERS } from './tools/browser/serve.ts';
import { limit, measureSlowness, SLOWNESS } from './tools/host/speed.mjs';

/** Limits of time are for a usual host, and grow with what this one takes: they end what hangs, and measure nothing. */
process.env[SLOWNESS] ??= (await measureSlowness()).toFixed(2);

/**
 * Three kinds of tests: `unit` in Node beside the code, `browser` beside the code that needs a real Chromium,
 * `e2e` under test/, which drives the built package and the built demo, and a fleet's with a real server.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/support/tally-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,models,tools,demo,bench}/**/*.test.ts', 'docs/.vitepress/*.test.ts'],
          exclude: ['**/*.browser.test.ts', '**/*.e2e.test.ts'],
          testTimeout: limit(60_000),
          hookTimeout: limit(60_000),
        },
      },
      {
        server: { headers: { ...HEADERS, 'Content-Security-Policy': '' } },
        define: {
          __BUILD__: '"tested"',
          // The release that src/engine/testing/actor/assets.json says it is of.
          __VERSION__: '"tested"',
          __ASSETS__: '""',
          __FOREIGN_WORKER__: '""',
          __SEED__: JSON.stringify(process.env.MIEN_SEED ?? ''),
        },
        // The detector's package names one that is no module.
        resolve: {
          alias: {
            '@mediapipe/face_detection': resolve(import.meta.dirname, 'src/runtime/tfjs/mediapipe-stub.ts'),
          },
        },
        optimizeDeps: {
          include: [
            'idb',
            '@hpke/core',
            '@nats-io/jetstream',
            '@nats-io/kv',
            '@nats-io/nats-core',
            'valibot',
            'image-size',
            'comlink',
            'fast-check',
            'hash-wasm',
            '@tensorflow-models/face-detection',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-converter',
            '@tensorflow/tfjs-core',
          ],
        },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.ts'],
          testTimeout: limit(60_000),
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...executable(),
                // Collecting on demand shows what is still held.
                args: ['--disable-background-networking', '--js-flags=--expose-gc'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          // A fleet's with a real server among them: beside every core's tests servers miss their own deadlines.
          include: ['test/**/*.e2e.test.ts', '{src,tools}/fleet/**/*.e2e.test.ts'],
          setupFiles: ['./test/support/own-processes.ts'],
          testTimeout: limit(180_000),
          hookTimeout: limit(120_000),
          // Each file drives browsers of its own and waits for them half of the time: two cores carry two files.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

function executable(): { executablePath?: string } {
  const executablePath = findBrowser();
  return executablePath === undefined ? {} : { executablePath };
}
