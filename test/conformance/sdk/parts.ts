/** One part of a multipart body: its header lines as they go over the wire, and its bytes. */
export interface Part {
  readonly headers: readonly string[];
  readonly body: string | Uint8Array;
}

/** Bytes of a multipart body. `end` is what follows the closing delimiter. */
export function multipart(boundary: string, parts: readonly Part[], end = '\r\n'): Uint8Array {
  const chunks = parts.flatMap(({ headers, body }) => [
    `--${boundary}\r\n${headers.join('\r\n')}\r\n\r\n`,
    body,
    '\r\n',
  ]);
  return concat([...chunks, `--${boundary}--${end}`]);
}

/** A Content-Disposition header line; escaping is the caller's. */
export function disposition(name: string, filename?: string): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  return `Content-Disposition: form-data; name="${name}"${file}`;
}

/** UTF-8 for text. */
export function bytes(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}

function concat(chunks: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(chunks.map(bytes)));
}
