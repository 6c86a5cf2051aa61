/** The samples of the API's documents, with CRLF where they show line breaks in a multipart body. */
import { filled, indexed, json } from './entries';
import { disposition, multipart, type Part } from './parts';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

const BOUNDARY = '--------------acebdf13572468';

export function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&f=`;
}

const body = endpoints(writeJson, ['appid']);
const form = endpoints(writeForm, ['appid']);

export const newpersonByUrl = body('newperson', 'group_ids', 'person_id', 'url', 'person_name?', 'tag?');
export const newpersonByImage = form('newperson', 'group_ids', 'person_id', 'image', 'person_name?', 'tag?');
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
export const addgroupids = body('addgroupids', 'person_id', 'group_ids', 'session_id?');
export const delgroupids = body('delgroupids', 'person_id', 'group_ids', 'session_id?');
export const verifyByUrl = body('verify', 'person_id', 'url');
export const verifyByImage = form('verify', 'person_id', 'image');
export const identifyByUrl = body('identify', 'group_id', 'url');
export const identifyByUrlInGroups = body('identify', 'group_ids', 'url');
export const identifyByImage = form('identify', 'group_id', 'image');
export const identifyByImageInGroups = form('identify', 'group_ids', 'image');
/** The picture in base64. */
export const identifyByBase64 = body('identify', 'group_id', 'image');
export const multidentifyByUrl = body('multidentify', 'group_id', 'url', 'session_id?');
export const multidentifyByUrlInGroups = body('multidentify', 'group_ids', 'url', 'session_id?');
export const multidentifyByImage = form('multidentify', 'group_id', 'image', 'session_id?');
export const multidentifyByImageInGroups = form('multidentify', 'group_ids', 'image', 'session_id?');
export const compareByUrls = body('compare', 'urlA', 'urlB');
export const compareByImages = form('compare', 'imageA', 'imageB');
export const detectByUrl = body('detect', 'mode?', 'url');
export const detectByImage = form('detect', 'mode?', 'image');
export const shapeByUrl = body('shape', 'mode?', 'url');
export const shapeByImage = form('shape', 'mode?', 'image');
export const livedetectpictureByUrl = body('livedetectpicture', 'url');
export const livedetectpictureByImage = form('livedetectpicture', 'image');

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
