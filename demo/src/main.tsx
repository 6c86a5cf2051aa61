import { render } from 'preact';
import { Shell } from './app/shell';
import { language } from './i18n';
import { startEngine } from './state/engine';
import { prepareOffline } from './state/offline';

language.subscribe((code) => {
  document.documentElement.lang = code;
});
const root = document.querySelector('#app');
if (root) render(<Shell />, root);
await startEngine();
// Not before: its downloads would compete with those that the engine waits for.
await prepareOffline();
