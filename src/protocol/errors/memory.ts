import { CODES } from './codes';
import { FaceError } from './errors';

/**
 * What browsers and the runtimes say when memory is not to be had; none of them has an error of its own for it. Array buffers, memories of
 * WebAssembly that cannot be made or grow, Emscripten's abort, C++'s `bad_alloc`, onnxruntime's allocator.
 */
const SAID =
  /out of memory|memory\.grow\b|memory size exceeded|(could not|cannot) allocate|allocation (failed|size overflow)|failed to (allocate|grow)|unable to grow|enlarge memory|bad_alloc|\bOOM\b/i;

/** Whether an error says that there was no memory, or one that caused it does. */
export function isOutOfMemory(error: unknown): boolean {
  if (error instanceof FaceError && error.data?.kind !== undefined)
    return error.data.kind === 'out_of_memory';
  if (!(error instanceof Error)) return typeof error === 'string' && SAID.test(error);
  return SAID.test(error.message) || isOutOfMemory(error.cause);
}

/** 213 `out_of_memory`; `what` needed the bytes, which are not there. */
export function outOfMemory(what: string, bytes: number, cause?: unknown): FaceError {
  const detail = `the browser gave no more memory: ${what} needs ${Math.ceil(bytes / 2 ** 20)} MiB`;
  return new FaceError(CODES.INTERNAL, detail, { kind: 'out_of_memory', cause });
}
