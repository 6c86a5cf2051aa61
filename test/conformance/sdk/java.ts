/** Java SDK 2.4 (tencentyun/image-java-sdk-v2.0): OkHttp 2.7.5, org.json, parameters in a Java 8 HashMap. */

import { basename } from 'node:path';
import { indexed, json, set } from './entries';
import { bytes, disposition, multipart, type Part } from './parts';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

const BOUNDARY = '5f0c9e1a-8b7d-4c26-9a43-d1e2f3a4b5c6';

export function signatureText({ appid, bucket, secretId, now, expires }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&t=${now}&e=${expires}`;
}

const body = endpoints(writeJson);
const form = endpoints(writeForm);
const bodyWithoutBucket = endpoints(writeJson, ['appid']);
const formWithoutBucket = endpoints(writeForm, ['appid']);

export const newpersonByUrl = body('newperson', 'person_id', 'person_name?', 'tag?', 'url', 'group_ids');
export const newpersonByImage = form('newperson', 'person_id', 'person_name?', 'tag?', 'group_ids', 'image');
export const delperson = body('delperson', 'person_id');
const addface = body('addface', 'person_id', 'tag?', 'urls');
/** Even here a missing tag is the text `null`. */
export const addfaceByUrls: typeof addface = (given) => addface({ tag: 'null', ...given });
export const addfaceByImages = form('addface', 'person_id', 'tag?', 'images');
export const delface = body('delface', 'person_id', 'face_ids');
export const setinfo = body('setinfo', 'person_id', 'person_name?', 'tag?');
export const getinfo = body('getinfo', 'person_id');
export const getgroupids = body('getgroupids');
export const getpersonids = body('getpersonids', 'group_id');
export const getfaceids = body('getfaceids', 'person_id');
export const getfaceinfo = body('getfaceinfo', 'face_id');
export const addgroupids = bodyWithoutBucket('addgroupids', 'person_id', 'group_ids', 'session_id?');
export const delgroupids = bodyWithoutBucket('delgroupids', 'person_id', 'group_ids', 'session_id?');
export const verifyByUrl = body('verify', 'person_id', 'url');
export const verifyByImage = form('verify', 'person_id', 'image');
export const identifyByUrl = body('identify', 'url', 'group_id');
export const identifyByUrlInGroups = body('identify', 'url', 'group_ids');
export const identifyByImage = form('identify', 'image', 'group_id');
export const identifyByImageInGroups = form('identify', 'image', 'group_ids');
export const multidentifyByUrl = bodyWithoutBucket('multidentify', 'url', 'group_id');
export const multidentifyByUrlInGroups = bodyWithoutBucket('multidentify', 'url', 'group_ids');
export const multidentifyByImage = formWithoutBucket('multidentify', 'image', 'group_id');
export const multidentifyByImageInGroups = formWithoutBucket('multidentify', 'image', 'group_ids');
export const compareByUrls = body('compare', 'urlA', 'urlB');
export const compareByImages = form('compare', 'imageA', 'imageB');
export const detectByUrl = body('detect', 'mode', 'url');
export const detectByImage = form('detect', 'mode', 'image');
export const shapeByUrl = body('shape', 'mode', 'url');
export const shapeByImage = form('shape', 'mode', 'image');
export const livedetectpictureByUrl = bodyWithoutBucket('livedetectpicture', 'url');
export const livedetectpictureByImage = formWithoutBucket('livedetectpicture', 'image');

function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const text = json(hashMapOrder(set(entries))).replaceAll('</', '<\\/');
  return request(path, headers('application/json; charset=utf-8'), text, caller);
}

/** A missing value becomes the text `null`. Pictures follow the texts; both keep the order of their HashMap. */
function writeForm(path: string, entries: readonly Entry[], caller: Caller) {
  const given = indexed(entries.map(([name, value]) => [name, value ?? 'null']));
  const isPicture = ([, value]: Entry) => value instanceof Uint8Array;
  const texts = hashMapOrder(given.filter((entry) => !isPicture(entry)));
  const pictures = hashMapOrder(given.filter(isPicture));
  const parts = [...texts, ...pictures].map(([name, value]): Part => {
    const picture = value instanceof Uint8Array;
    const body = bytes(picture ? value : String(value));
    const head = picture
      ? [disposition(name, filename(caller)), 'Content-Type: image/jpg']
      : [disposition(name)];
    return { headers: [...head, `Content-Length: ${body.length}`], body };
  });
  const contentType = `multipart/form-data; boundary=${BOUNDARY}`;
  return request(path, headers(contentType), multipart(BOUNDARY, parts), caller);
}

/** A byte array gets a name made from the clock. */
function filename({ file }: Caller): string {
  return file === undefined ? 'bytes1500000000000' : basename(file);
}

function headers(contentType: string) {
  return {
    'User-Agent': 'image-java-sdk-v4.2',
    'Content-Type': contentType,
    Host: 'service.image.myqcloud.com',
    Connection: 'Keep-Alive',
    'Accept-Encoding': 'gzip',
  };
}

/** The order in which a HashMap of Java 8 or later iterates entries put in the order given. */
function hashMapOrder<E extends Entry>(entries: readonly E[]): E[] {
  let capacity = 16;
  while (entries.length > capacity * 0.75) capacity *= 2;
  const bucket = ([name]: E) => {
    let hash = 0;
    for (const char of name) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  return entries.toSorted((a, b) => bucket(a) - bucket(b));
}
