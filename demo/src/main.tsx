import { render } from 'preact';
import { defineCapture } from '../../src/capture';
import { startEngine } from './app/engine';
import { prepareOffline } from './app/offline';
import { Shell } from './app/shell';

defineCapture();
const root = document.querySelector('#app');
if (root) render(<Shell />, root);
await startEngine();
// Not before: its downloads would compete with those that the engine waits for.
await prepareOffline();
