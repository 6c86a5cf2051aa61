/** What a worker whose scripts lie on another origin is told before its text begins. */
export interface ForeignScript {
  /** The assets folder. */
  readonly assets: string;
  /** The script in it. */
  readonly script: string;
  /** Of `assets.json`. */
  readonly integrity: string;
}

/** The globals of such a worker: what it is told, and what it offers those scripts. */
export interface ForeignScope {
  mienScript?: ForeignScript;
  /** Of a module in the assets folder: an address under which it is known to be the published one. */
  mienAddress?: (url: string) => Promise<string>;
  /** In place of `import()` of a path in the assets folder. */
  mienImport?: (path: string) => Promise<unknown>;
  /** The first file that is not the published one: what fails for it says something else, if anything. */
  mienFault?: string;
}

/** Whether that address is of another origin than this page or worker. */
export function isForeign({ origin }: URL): boolean {
  return origin !== location.origin;
}

/** What is said of a file, behind its address. */
export const UNPUBLISHED = 'could not be fetched, or is not the published file';

/** Whether this is a worker that takes only published files. */
export function takesPublishedOnly(): boolean {
  return (globalThis as ForeignScope).mienAddress !== undefined;
}

/** Address of a script that this worker did not run, since it is not the published one. */
export function unpublishedFile(): string | undefined {
  return (globalThis as ForeignScope).mienFault;
}
