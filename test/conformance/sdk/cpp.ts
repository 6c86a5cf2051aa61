/** C++ SDK (tencentyun/image-cpp-sdk-v2.0): libcurl's formadd from a sorted map, or jsoncpp's FastWriter. */

import { curlForm } from './curl';
import { filled, indexed, json } from './entries';
import { bytes } from './parts';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

/** Length beyond which libcurl of that time asked first; later versions do above 1 MiB. */
const EXPECT_ABOVE_BYTES = 1024;

function signatureText({ appid, bucket, secretId, now, expires }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&t=${now}&e=${expires}`;
}

/** compareMixed: the picture is A whichever was given first. */
export const cpp: ClientHabits = { signatureText, writeJson, writeForm };

/** FastWriter ends its text with a line feed. */
function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const text = bytes(`${json(byName(filled(entries)))}\n`);
  return request(path, headers('application/json', text), text, caller);
}

/** Pictures are named like their field. `images[10]` sorts before `images[1]`. */
function writeForm(path: string, entries: readonly Entry[], caller: Caller) {
  const { contentType, body } = curlForm(
    byName(indexed(filled(entries))).map(([name, value]) =>
      value instanceof Uint8Array ? { name, value, filename: name } : { name, value: String(value) },
    ),
  );
  return request(path, headers(contentType, body), body, caller);
}

function byName<E extends Entry>(entries: readonly E[]): E[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function headers(contentType: string, body: Uint8Array): Record<string, string> {
  return {
    Host: 'service.image.myqcloud.com',
    Accept: '*/*',
    Connection: 'Keep-Alive',
    'User-Agent': 'image-cpp-sdk',
    'Content-Type': contentType,
    ...(body.length > EXPECT_ABOVE_BYTES && { Expect: '100-continue' }),
  };
}
