import { CODES, FaceError } from '../../protocol';

/** A page has its requests' bodies at hand: one that takes longer never ends. */
const BODY_LIMIT_MS = 30_000;

/** Browsers cut a body into some dozens. Endless empty ones would keep the page from everything else, time limits included. */
const MOST_CHUNKS = 100_000;

/**
 * Reads a body up to `maxBytes`, within `limitMs`. Throws FaceError 23 beyond; 3 when it was read before, is being read, breaks
 * off, does not end in time or contains something other than bytes; the reason of the request's signal when that is aborted. A
 * Content-Length header may be missing or lie, so bytes are counted.
 */
export async function readBody(
  request: Request,
  maxBytes: number,
  limitMs = BODY_LIMIT_MS,
): Promise<Uint8Array<ArrayBuffer>> {
  if (request.bodyUsed || request.body?.locked) {
    throw new FaceError(CODES.BAD_REQUEST, 'the request’s body was read before, or is being read');
  }
  const over = new AbortController();
  const limit = setTimeout(() => over.abort(tooLate(limitMs)), limitMs);
  const signal = AbortSignal.any([request.signal, over.signal]);
  try {
    // Not every browser shows a request's body as a stream.
    const read = request.body ? readStream(request.body, maxBytes, signal) : readWhole(request, maxBytes);
    return await Promise.race([read, aborted(signal)]);
  } catch (error) {
    request.signal.throwIfAborted();
    if (error instanceof FaceError) throw error;
    throw new FaceError(CODES.BAD_REQUEST, 'the request’s body could not be read to its end', {
      cause: error,
    });
  } finally {
    clearTimeout(limit);
    over.abort();
  }
}

async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

/** Lets the stream go when it has what it wants, or the signal is aborted. */
async function readStream(
  stream: ReadableStream<unknown>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (!(part.value instanceof Uint8Array))
      throw new FaceError(CODES.BAD_REQUEST, 'the request’s body contains something other than bytes');
    size += part.value.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    if (chunks.length === MOST_CHUNKS)
      throw new FaceError(CODES.BAD_REQUEST, `the request’s body has more than ${MOST_CHUNKS} chunks`);
    chunks.push(part.value);
  }
  return concat(chunks, size);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function tooLarge(maxBytes: number): FaceError {
  return new FaceError(CODES.REQUEST_TOO_LARGE, `a request may have ${maxBytes} bytes`);
}

function tooLate(limitMs: number): FaceError {
  return new FaceError(CODES.BAD_REQUEST, `the request’s body did not end within ${limitMs / 1000} s`);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
