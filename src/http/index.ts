/// <reference lib="esnext.disposable" preserve="true" />
export { type InstallOptions, installV1, serveV1, uninstallV1, type V1Bridge } from './bridge';
export { createHandler, type Handler, type HandlerOptions } from './handler';
export type { Secret } from './signature';
