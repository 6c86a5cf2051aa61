import { assetsError, fetchAsset, pageInstead } from '../../assets';
import { type LoadProgress, type ModelFile, tell } from '../../protocol';

/** Between two reports, ms: they are messages to the page, and files come in hundreds of parts. */
const REPORT_EVERY_MS = 30;

/** Counts the bytes of all model files together, so that a page can show one bar. */
export class ProgressMeter {
  readonly #report: (progress: LoadProgress) => void;
  #loadedBytes = 0;
  #totalBytes = 0;
  #reported = 0;

  constructor(report: (progress: LoadProgress) => void) {
    this.#report = report;
  }

  expect(bytes: number): void {
    this.#totalBytes += bytes;
  }

  add(bytes: number): void {
    this.#loadedBytes += bytes;
    const now = performance.now();
    if (now - this.#reported < REPORT_EVERY_MS && this.#loadedBytes < this.#totalBytes) return;
    this.#reported = now;
    tell(this.#report, { loadedBytes: this.#loadedBytes, totalBytes: this.#totalBytes });
  }
}

/**
 * Fetches a model file and refuses it unless its sha256 is the manifest's.
 * Throws FaceError 213 (`data.kind` "assets") when the file cannot be had, is cut off, or is another one.
 */
export async function downloadModelFile(
  file: ModelFile,
  base: string,
  meter?: ProgressMeter,
): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(file.path, base);
  const bytes = await readExactly(url, await fetchAsset(url), file, meter);
  const found = await sha256Hex(bytes);
  if (found !== file.sha256) {
    throw assetsError(
      url,
      `is not the file that manifest.json describes (sha256 ${found}, expected ${file.sha256}): ` +
        'serve the assets folder of the same release, or run the set-up again',
    );
  }
  return bytes;
}

/** Stops at the first byte too many: a wrong address may answer with anything. */
async function readExactly(
  url: URL,
  response: Response,
  file: ModelFile,
  meter: ProgressMeter | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  if (response.body === null) throw assetsError(url, 'was answered with nothing');
  const bytes = new Uint8Array(file.bytes);
  const reader = response.body.getReader();
  let filled = 0;
  const read = () =>
    reader.read().catch((cause: unknown) => {
      throw assetsError(url, `broke off after ${filled} of ${file.bytes} bytes`, cause);
    });
  for (let part = await read(); !part.done; part = await read()) {
    const page = filled === 0 ? pageInstead(url, response, part.value) : undefined;
    if (page !== undefined || filled + part.value.length > bytes.length) {
      await reader.cancel();
      throw page ?? assetsError(url, `is longer than the ${file.bytes} bytes of manifest.json`);
    }
    bytes.set(part.value, filled);
    filled += part.value.length;
    meter?.add(part.value.length);
  }
  if (filled < bytes.length) throw assetsError(url, `ended after ${filled} of ${file.bytes} bytes`);
  return bytes;
}

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
