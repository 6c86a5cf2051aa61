/** Python SDK 2.0 (tencentyun/image-python-sdk-v2.0): requests with `files=`, or `data=json.dumps(…)`. */
import { asciiOnly, filled, indexed, json } from './entries';
import { disposition, multipart, type Part } from './parts';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

const BOUNDARY = 'ffd7fde0d5c1145d6c73d665e0fa568f';

function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&f=`;
}

export const python: ClientHabits = { signatureText, writeJson, writeForm };

/** json.dumps puts blanks after commas and colons and escapes all beyond ASCII. */
function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const spaced = json(filled(entries)).replace(
    /("(?:[^"\\]|\\.)*")|[,:]/g,
    (found, text) => text ?? `${found} `,
  );
  return request(path, headers('application/json', caller), asciiOnly(spaced), caller);
}

/** Every part is a file without a type, named like its field; only a real file's name is its quoted path. */
function writeForm(path: string, entries: readonly Entry[], caller: Caller) {
  const parts = indexed(filled(entries)).map(([name, value]): Part => {
    const picture = value instanceof Uint8Array;
    const filename = picture && caller.file ? encodeURI(caller.file) : name;
    return { headers: [disposition(name, filename)], body: picture ? value : String(value) };
  });
  const contentType = `multipart/form-data; boundary=${BOUNDARY}`;
  return request(path, headers(contentType, caller), multipart(BOUNDARY, parts), caller);
}

function headers(contentType: string, { appid }: Caller) {
  return {
    'User-Agent': `CIPythonSDK/2.0.1 (Linux) User(${appid})`,
    'Accept-Encoding': 'gzip, deflate',
    Accept: '*/*',
    Connection: 'keep-alive',
    Host: 'service.image.myqcloud.com',
    'Content-Type': contentType,
  };
}
