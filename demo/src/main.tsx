import { render } from 'preact';
import { Shell } from './app/shell';
import { language } from './i18n';
import { startEngine } from './state/engine';
import { resumeFleet } from './state/fleet';
import { keepInstallPrompt } from './state/install';
import { takeLaunches } from './state/launch';
import { prepareOffline } from './state/offline';
import { takeShared } from './state/shared';

language.subscribe((code) => {
  document.documentElement.lang = code;
});
const root = document.querySelector('#app');
if (root) render(<Shell />, root);
void takeShared();
takeLaunches();
keepInstallPrompt();
resumeFleet();
await startEngine();
// Not before: its downloads would compete with those that the engine waits for.
await prepareOffline();
