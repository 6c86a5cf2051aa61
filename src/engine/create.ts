import type { EngineOptions, FaceEngine } from '../api';
import { readAssetsList } from '../assets';
import { CODES, checkId, FaceError } from '../protocol';
import { START_LIMIT_MS, TimeLimitReached, withDeadline } from '../rpc/page';
import { Context } from './context';
import { engineOf } from './engine';
import { GallerySide, Persistence } from './gallery';
import { VisionSide } from './vision';

const MOST_PER_MINUTE = 1000;
const MOST_LOCK_SECONDS = 86_400;

/**
 * Starts an engine: spawns its workers, loads runtimes and models, opens the appid's gallery.
 * Rejects with FaceError 213 when the assets are missing or not those of the manifest (`data.kind` "assets", and `data.url` which), or
 * when the browser lacks what is needed or time is up (`timeoutMs`); −1301, −1304, −1313 for the appid, −1313 for a wrong passphrase; −1200 when the gallery cannot be opened.
 */
export async function createEngine(options: EngineOptions): Promise<FaceEngine> {
  requirePlatform();
  // Said before anything is loaded; whoever writes no types may give no options.
  const assets = assetsUrl(options?.assets);
  checkId('appid', options.appid);
  checkGuards(options);
  // Not kept: whoever holds the engine could read it.
  const { passphrase, ...kept } = options;
  const persistence = new Persistence(options.persist ?? true);
  const least = checkLeast(kept.minPassphraseLength);
  const vision = new VisionSide(assets, kept);
  const gallery = GallerySide.spawn(assets, options.appid, passphrase, persistence, kept, least);
  const engine = engineOf(new Context(kept, vision, gallery));
  try {
    await withDeadline(options, START_LIMIT_MS, async (signal) => {
      const known = vision.start(signal).then(() => gallery.useModel(vision.info, kept, signal));
      const started = Promise.all([known, gallery.start(signal)]);
      // Reported below, unless the files are of another release, which is then the reason.
      started.catch(() => undefined);
      vision.keepTo(await readAssetsList(assets, signal));
      await started;
    });
    return engine;
  } catch (error) {
    const { started } = vision;
    await engine.close();
    if (!(error instanceof FaceError && error.cause instanceof TimeLimitReached)) throw error;
    const missing = started ? 'the gallery did not open' : 'not all runtimes and models have arrived';
    const limit = options.timeoutMs ?? START_LIMIT_MS;
    throw new FaceError(CODES.INTERNAL, `the engine did not start within ${limit} ms: ${missing}`, {
      kind: 'timeout',
      cause: error.cause,
    });
  }
}

function requirePlatform(): void {
  const missing = ['Worker', 'indexedDB', 'OffscreenCanvas', 'createImageBitmap'].filter(
    (name) => !(name in globalThis),
  );
  if (!globalThis.isSecureContext) missing.unshift('a secure context (https or localhost)');
  else if (!navigator.locks) missing.push('Web Locks');
  if (missing.length > 0)
    throw new FaceError(CODES.INTERNAL, `this page lacks ${missing.join(', ')}`, { kind: 'unsupported' });
}

/** What keeps people from guessing must not be off because it was misspelt. */
function checkGuards({ detail = 'asked', attempts }: EngineOptions): void {
  if (detail !== 'asked' && detail !== 'never')
    throw new FaceError(CODES.PARAMETER_INVALID, 'detail must be "asked" or "never"', { kind: 'option' });
  if (attempts === undefined) return;
  const { perMinute, lockSeconds } = attempts ?? {};
  if (!isWithin(perMinute, MOST_PER_MINUTE) || !isWithin(lockSeconds, MOST_LOCK_SECONDS)) {
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      `attempts takes perMinute, 1 to ${MOST_PER_MINUTE}, and lockSeconds, 1 to ${MOST_LOCK_SECONDS}, both whole`,
      { kind: 'option' },
    );
  }
}

function isWithin(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}

function checkLeast(characters: number | undefined): number | undefined {
  if (characters === undefined || (Number.isInteger(characters) && characters > 0)) return characters;
  throw new FaceError(
    CODES.PARAMETER_INVALID,
    'minPassphraseLength must be a whole number of characters, 1 or more',
    { kind: 'option' },
  );
}

/**
 * Where the assets are when nobody says so: a bundler's plugin or its `define` puts the address here (`mien/vite`). Not replaced, it is a
 * global that nobody has.
 */
declare const __MIEN_ASSETS__: string | undefined;

/** The folder's absolute URL with a trailing slash. */
function assetsUrl(given: string | URL | undefined): URL {
  const assets = given ?? (typeof __MIEN_ASSETS__ === 'string' ? __MIEN_ASSETS__ : undefined);
  if (!assets)
    throw new FaceError(
      CODES.INTERNAL,
      '`assets` is missing: give createEngine the address where the package’s dist/assets folder is served, say "/mien/" (`npx mien assets <folder>` puts it there)',
      { kind: 'assets' },
    );
  try {
    const url = new URL(assets, globalThis.document?.baseURI ?? globalThis.location.href);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch (cause) {
    throw new FaceError(CODES.INTERNAL, `assets "${String(assets)}" is not a URL`, { kind: 'assets', cause });
  }
}
