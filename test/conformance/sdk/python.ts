/** Python SDK 2.0 (tencentyun/image-python-sdk-v2.0): requests with `files=`, or `data=json.dumps(…)`. */
import { asciiOnly, filled, indexed, json } from './entries';
import { disposition, multipart, type Part } from './parts';
import { type Caller, type Entry, endpoints, request, type Signing } from './wire';

const BOUNDARY = 'ffd7fde0d5c1145d6c73d665e0fa568f';

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
export const compareByUrls = body('compare', 'urlA', 'urlB');
export const compareByImages = form('compare', 'imageA', 'imageB');
export const compareMixed = form('compare', 'urlA', 'imageB');
export const compareMixedReversed = form('compare', 'imageA', 'urlB');
export const detectByUrl = body('detect', 'mode', 'url');
export const detectByImage = form('detect', 'image', 'mode');
export const shapeByUrl = body('shape', 'mode', 'url');
export const shapeByImage = form('shape', 'image', 'mode');

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
