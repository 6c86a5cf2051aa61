import { createEngine } from 'mien';
import { type CaptureResult, defineCapture } from 'mien/capture';
import { installV1, type V1Bridge } from 'mien/http';
import { answerV1 } from 'mien/service-worker';

/** Not run: the package's other entries have types that a consumer's compiler finds. */
export const install = (): Promise<V1Bridge> =>
  installV1(createEngine({ assets: '/mien/', appid: 'consumer' }), { serviceWorker: '/v1.sw.js' });

export const capture = (): Promise<CaptureResult> => {
  defineCapture();
  return document.createElement('mien-capture').start();
};

export const serviceWorker: () => void = answerV1;
