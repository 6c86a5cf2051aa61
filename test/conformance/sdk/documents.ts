/** The samples of the API's documents, with CRLF where they show line breaks in a multipart body. */
import { filled, indexed, json } from './entries';
import { disposition, multipart, type Part } from './parts';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

const BOUNDARY = '--------------acebdf13572468';

function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&f=`;
}

export const documents: ClientHabits = {
  signatureText,
  writeJson,
  writeForm,
  account: () => ['appid'],
  written: { identifyByBase64: writeJson },
};

/** One field a line, no blank after the colon. */
function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const lines = filled(entries).map((entry) => `  ${json([entry]).slice(1, -1)}`);
  return request(path, headers('application/json'), `{\n${lines.join(',\n')}\n}`, caller);
}

/** Text parts end their disposition with a semicolon; nothing follows the closing delimiter. */
function writeForm(path: string, entries: readonly Entry[], caller: Caller) {
  const parts = indexed(filled(entries)).map(
    ([name, value]): Part =>
      value instanceof Uint8Array
        ? { headers: [disposition(name, caller.file ?? 'test.jpg'), 'Content-Type: image/jpeg'], body: value }
        : { headers: [`${disposition(name)};`], body: String(value) },
  );
  return request(
    path,
    headers(`multipart/form-data;boundary=${BOUNDARY}`),
    multipart(BOUNDARY, parts, ''),
    caller,
  );
}

function headers(contentType: string) {
  return { Host: 'recognition.image.myqcloud.com', 'Content-Type': contentType };
}
