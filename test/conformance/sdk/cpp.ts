/** C++ SDK (tencentyun/image-cpp-sdk-v2.0): libcurl's formadd from a sorted map, or jsoncpp's FastWriter. */

import { curlForm } from './curl';
import { filled, indexed, json } from './entries';
import { bytes } from './parts';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

/** Length beyond which libcurl of that time asked first; later versions do above 1 MiB. */
const EXPECT_ABOVE_BYTES = 1024;

export function signatureText({ appid, bucket, secretId, now, expires }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&t=${now}&e=${expires}`;
}

const body = endpoints(writeJson);
const form = endpoints(writeForm);

export const newpersonByUrl = body('newperson', 'group_ids', 'url', 'person_id', 'person_name?', 'tag?');
export const newpersonByImage = form('newperson', 'group_ids', 'image', 'person_id', 'person_name?', 'tag?');
export const delperson = body('delperson', 'person_id');
export const addfaceByUrls = body('addface', 'person_id', 'urls', 'tag?');
export const addfaceByImages = form('addface', 'person_id', 'images', 'tag?');
export const delface = body('delface', 'person_id', 'face_ids');
export const setinfo = body('setinfo', 'person_id', 'person_name?', 'tag?');
export const getinfo = body('getinfo', 'person_id');
export const getgroupids = body('getgroupids');
export const getpersonids = body('getpersonids', 'group_id');
export const getfaceids = body('getfaceids', 'person_id');
export const getfaceinfo = body('getfaceinfo', 'face_id');
export const verifyByUrl = body('verify', 'person_id', 'url');
export const verifyByImage = form('verify', 'person_id', 'image');
export const identifyByUrl = body('identify', 'group_id', 'url');
export const identifyByImage = form('identify', 'group_id', 'image');
export const compareByUrls = body('compare', 'urlA', 'urlB');
export const compareByImages = form('compare', 'imageA', 'imageB');
/** The picture is A whichever was given first. */
export const compareMixed = form('compare', 'imageA', 'urlB');
export const detectByUrl = body('detect', 'mode', 'url');
export const detectByImage = form('detect', 'mode', 'image');
export const shapeByUrl = body('shape', 'mode', 'url');
export const shapeByImage = form('shape', 'mode', 'image');

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
