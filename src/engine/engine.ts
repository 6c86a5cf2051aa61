import { proxy } from 'comlink';
import type { EngineInfo, FaceEngine } from '../api';
import { checkId } from '../protocol';
import { galleryMethods, groupMethods, liveness, personMethods, recognition, rightsMethods } from './calls';
import { Context } from './context';

/** The engine of one appid, made of the groups of its methods. Use `createEngine`, which also waits until it can answer. */
export function engineOf(ctx: Context): FaceEngine {
  const { options, vision, gallery, sessions } = ctx;

  const close = async () => {
    vision.close();
    gallery.close();
  };

  return {
    ...recognition(ctx),
    ...liveness(ctx),
    ...personMethods(ctx),
    ...groupMethods(ctx),
    ...galleryMethods(ctx),
    ...rightsMethods(ctx),
    'mien.fleet': (signal, run) =>
      gallery.read(signal, (api, appid, callId) => run(api, appid, callId, proxy)),
    closed: vision.closed,
    withAppid(appid) {
      checkId('appid', appid);
      return engineOf(new Context({ ...options, appid }, vision, gallery.of(appid), sessions));
    },
    info: () => infoOf(ctx),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function infoOf({ options, vision, gallery }: Context): EngineInfo {
  const { origin, dimension, runtime, threads, pixels, loadMs, versions } = vision.info;
  const { info: galleryInfo } = gallery;
  return {
    appid: options.appid,
    model: { ...origin, dimension },
    backend: vision.backend,
    runtime,
    threads,
    pixels,
    crossOriginIsolated: globalThis.crossOriginIsolated ?? false,
    sharesWorker: vision.sharesWorker,
    loadMs,
    gallery: galleryInfo ? { ...galleryInfo, persisted: gallery.persistence.granted } : null,
    versions,
  };
}
