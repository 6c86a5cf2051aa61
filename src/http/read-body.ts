import { FaceError } from '../protocol';

/**
 * Reads a body up to `maxBytes`. Throws FaceError 23 beyond, 3 when it was read before. A Content-Length header may be
 * missing or lie, so bytes are counted.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (request.bodyUsed) throw new FaceError(3, 'the request’s body was read before');
  // Not every browser shows a request's body as a stream.
  if (!request.body) return within(maxBytes, new Uint8Array(await request.arrayBuffer()));
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); part.value !== undefined; part = await reader.read()) {
    size += part.value.length;
    if (size > maxBytes) {
      void reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  return concat(chunks, size);
}

function within(maxBytes: number, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return bytes;
}

function tooLarge(maxBytes: number): FaceError {
  return new FaceError(23, `a request may have ${maxBytes} bytes`);
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
