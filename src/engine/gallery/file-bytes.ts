import { type Bytes, CODES, FaceError } from '../../protocol';
import { orAborted } from '../../rpc/page';

/** What is sent at once: an abort is heeded between two of them. */
const PART_BYTES = 2 ** 20;

/**
 * A file's bytes as they come, in parts of at most a mebibyte, each a copy that may be given away. Takes Blobs and streams,
 * of another frame, too. FaceError −1301 for no file, −1313 for what is neither, a stream that is read elsewhere, gives
 * something else than bytes, or fails; the signal's reason when it is aborted, however long the stream is silent.
 */
export async function* fileBytes(file: unknown, signal: AbortSignal): AsyncGenerator<Bytes, void> {
  const reader = readerOf(file);
  try {
    for (;;) {
      const { value, done } = await next(reader, signal);
      if (done) return;
      for (let at = 0; at < value.length; at += PART_BYTES) yield value.slice(at, at + PART_BYTES);
    }
  } finally {
    // Not awaited: a source may take for ever over it.
    reader.cancel().catch(() => undefined);
  }
}

/** FaceError −1301, −1313 for what `fileBytes` would not read at all. Nothing is begun. */
export function requireFile(file: unknown): void {
  if (file === undefined || file === null)
    throw new FaceError(CODES.PARAMETER_EMPTY, 'file is empty: give a Blob or a stream');
  if (is(Blob, 'size', file)) return;
  if (!is(ReadableStream, 'locked', file)) {
    const hint = 'give a Blob (new Blob([bytes])) or a ReadableStream of bytes (response.body)';
    throw new FaceError(CODES.PARAMETER_INVALID, `file is neither a Blob nor a stream: ${hint}`, {
      kind: 'file',
    });
  }
  if (Reflect.get(ReadableStream.prototype, 'locked', file)) {
    throw new FaceError(
      CODES.PARAMETER_INVALID,
      'the stream of the file is locked: something else reads it, or has read it',
      { kind: 'file' },
    );
  }
}

function readerOf(file: unknown): ReadableStreamDefaultReader<unknown> {
  requireFile(file);
  try {
    // Not its own methods: those of another frame's object, or changed ones, may be anything.
    const stream = is(Blob, 'size', file) ? Blob.prototype.stream.call(file) : file;
    return ReadableStream.prototype.getReader.call(stream as ReadableStream) as ReadableStreamDefaultReader;
  } catch (cause) {
    throw unreadable(cause);
  }
}

async function next(
  reader: ReadableStreamDefaultReader<unknown>,
  signal: AbortSignal,
): Promise<
  { readonly value: Bytes; readonly done: false } | { readonly value: undefined; readonly done: true }
> {
  const reading = reader.read().catch((cause: unknown) => {
    throw unreadable(cause);
  });
  const { value, done } = await orAborted(reading, signal);
  if (done) return { value: undefined, done };
  if (is(Uint8Array, 'length', value)) return { value: value as Bytes, done };
  throw new FaceError(
    CODES.PARAMETER_INVALID,
    'the stream of the file gives something else than Uint8Arrays',
    { kind: 'file' },
  );
}

/** Whether it is one of the class, whichever frame it comes from: getters refuse every other object. */
function is(kind: { readonly prototype: object }, getter: string, value: unknown): boolean {
  try {
    Reflect.get(kind.prototype, getter, value);
    return true;
  } catch {
    return false;
  }
}

function unreadable(cause: unknown): FaceError {
  return new FaceError(
    CODES.PARAMETER_INVALID,
    'the file cannot be read: was it moved or changed, or did its stream fail?',
    { kind: 'file', cause },
  );
}
