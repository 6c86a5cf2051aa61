/** PHP SDK 2.0 (tencentyun/image-php-sdk-v2.0): arrays given to PHP's curl, or json_encode. */

import { curlForm } from './curl';
import { asciiOnly, filled, indexed, json } from './entries';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

const FILE = '/var/www/upload/photo.jpg';

export function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&f=`;
}

const body = endpoints(writeJson);
const form = endpoints(writeForm);

export const newpersonByUrl = body('newperson', 'person_id', 'person_name?', 'tag?', 'group_ids', 'url');
export const newpersonByImage = form('newperson', 'person_id', 'person_name?', 'tag?', 'group_ids', 'image');
export const delperson = body('delperson', 'person_id');
export const addfaceByUrls = body('addface', 'person_id', 'tag?', 'urls');
export const addfaceByImages = form('addface', 'person_id', 'tag?', 'images');
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
export const multidentifyByUrl = body('multidentify', 'url', 'group_id');
export const multidentifyByUrlInGroups = body('multidentify', 'url', 'group_ids');
const multidentify = form('multidentify', 'image', 'group_id');
const multidentifyInGroups = form('multidentify', 'image', 'group_ids');
/** Always a file: given bytes, the SDK sends no body. */
export const multidentifyByImage: typeof multidentify = (given) => multidentify({ file: FILE, ...given });
export const multidentifyByImageInGroups: typeof multidentifyInGroups = (given) =>
  multidentifyInGroups({ file: FILE, ...given });
/** Multipart too: a misspelt key in the SDK never lets compare be JSON. */
export const compareByUrls = form('compare', 'urlA', 'urlB');
export const compareByImages = form('compare', 'imageA', 'imageB');
export const compareMixed = form('compare', 'urlA', 'imageB');
export const compareMixedReversed = form('compare', 'imageA', 'urlB');
export const detectByUrl = body('detect', 'mode', 'url');
export const detectByImage = form('detect', 'mode', 'image');
export const shapeByUrl = body('shape', 'mode', 'url');
export const shapeByImage = form('shape', 'mode', 'image');
export const livedetectpictureByUrl = body('livedetectpicture', 'url', 'sign');
/** JSON with the picture in base64. */
export const livedetectpictureByImage = body('livedetectpicture', 'sign?', 'image');

/** json_encode escapes slashes and all beyond ASCII, and keeps the type that `appid` was given with. */
function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const given = filled(entries).map(
    ([name, value]) => [name, name === 'appid' ? caller.appid : value] as const,
  );
  const text = asciiOnly(json(given).replaceAll('/', '\\/'));
  return request(path, headers('application/json', caller), text, caller);
}

/** Bytes are a field like any other; a file is labelled with its whole path. */
function writeForm(path: string, entries: readonly Entry[], caller: Caller) {
  const { contentType, body } = curlForm(
    indexed(filled(entries)).map(([name, value]) =>
      value instanceof Uint8Array ? { name, value, filename: caller.file } : { name, value: String(value) },
    ),
  );
  return request(path, headers(contentType, caller), body, caller);
}

/** The SDK forbids `Expect: 100-continue`. */
function headers(contentType: string, { appid }: Caller) {
  return {
    Host: 'recognition.image.myqcloud.com',
    Accept: '*/*',
    'User-Agent': `CIPhpSDK/2.0.0 (Linux) User(${appid})`,
    Connection: 'keep-alive',
    'Content-Type': contentType,
  };
}
