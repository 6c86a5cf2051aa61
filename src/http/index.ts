/// <reference lib="esnext.disposable" preserve="true" />
export { type InstallOptions, installV1, uninstallV1 } from './bridge/install';
export { serveV1, type V1Bridge } from './bridge/page';
export { createHandler, type Handler, type HandlerOptions } from './handler/handler';
export type { Secret } from './signature/signature';
