import { disposition, multipart, type Part } from './parts';

const BOUNDARY = '------------------------3d1f86a2b0c94e57';

/** Multipart body of libcurl; `filename` only where the SDK hands over a file or a named buffer. */
export function curlForm(
  fields: readonly { name: string; value: string | Uint8Array; filename?: string | undefined }[],
): { contentType: string; body: Uint8Array } {
  const parts = fields.map(({ name, value, filename }): Part => {
    const head = disposition(name, filename && escaped(filename));
    const type = filename === undefined ? [] : ['Content-Type: application/octet-stream'];
    return { headers: [head, ...type], body: value };
  });
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body: multipart(BOUNDARY, parts) };
}

/** As libcurl before 7.81 writes it; later ones write `%22` and leave backslashes alone. */
function escaped(filename: string): string {
  return filename.replace(/["\\]/g, '\\$&');
}
