export { adapterIn } from './adapter';
export { openUnwatched } from './bare-browser';
export { type EnginePage, openEnginePage, openStoredPage, PAGE_HELPER } from './engine-page';
export { type BrowserName, findBrowser } from './find-browser.mjs';
export { launchBrowser, SOFTWARE_WEBGPU, webgpuArgs } from './launch';
export { launchFirefox } from './launch-firefox';
export { PATIENCE_MS } from './patience';
export { DEMO_HEADERS, HEADERS, type RunningServer, serve } from './serve';
export { openTab, type Tab, type TabOptions } from './tab';
