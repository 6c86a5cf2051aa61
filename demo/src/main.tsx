import { render } from 'preact';
import { defineCapture } from '../../src/capture';
import { startEngine } from './app/engine';
import { prepareOffline } from './app/offline';
import { Shell } from './app/shell';
import { language } from './i18n';

defineCapture();
language.subscribe((code) => {
  document.documentElement.lang = code;
});
const root = document.querySelector('#app');
if (root) render(<Shell />, root);
await startEngine();
// Not before: its downloads would compete with those that the engine waits for.
await prepareOffline();
