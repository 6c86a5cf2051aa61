/**
 * Node SDK 2.0 (tencentyun/image-nodejs-sdk), which signs but makes no face calls. The calls here are those that a
 * fork by others (liubiqu/image-nodejs-sdk) added: JSON alone, under a malformed content type.
 */
import { json, set } from './entries';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

export function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&u=&f=`;
}

const body = endpoints(writeJson, ['bucket', 'appid']);

export const newpersonByUrl = body('newperson', 'group_ids', 'person_id', 'person_name?', 'url', 'tag?');
export const delperson = body('delperson', 'person_id');
export const addfaceByUrls = body('addface', 'tag?', 'urls', 'person_id');
export const delface = body('delface', 'person_id', 'face_ids');
export const setinfo = body('setinfo', 'person_id', 'person_name?', 'tag?');
export const getinfo = body('getinfo', 'person_id');
export const getgroupids = body('getgroupids');
export const getpersonids = body('getpersonids', 'group_id');
export const getfaceids = body('getfaceids', 'person_id');
export const getfaceinfo = body('getfaceinfo', 'face_id');
export const verifyByUrl = body('verify', 'person_id', 'url');
export const identifyByUrl = body('identify', 'group_id', 'url');

function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const headers = {
    'Content-Type': 'application/json,utf-8',
    Host: 'service.image.myqcloud.com',
    Connection: 'close',
  };
  return request(path, headers, json(set(entries)), caller);
}
