/** Java SDK 2.4 (tencentyun/image-java-sdk-v2.0): OkHttp 2.7.5, org.json, parameters in a Java 8 HashMap. */

import { basename } from 'node:path';
import { indexed, json, set } from './entries';
import { bytes, disposition, multipart, type Part } from './parts';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

const BOUNDARY = '5f0c9e1a-8b7d-4c26-9a43-d1e2f3a4b5c6';
const WITHOUT_BUCKET = ['addgroupids', 'delgroupids', 'multidentify', 'livedetectpicture'];

function signatureText({ appid, bucket, secretId, now, expires }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&t=${now}&e=${expires}`;
}

export const java: ClientHabits = {
  signatureText,
  writeJson,
  writeForm,
  account: (endpoint) => (WITHOUT_BUCKET.includes(endpoint) ? ['appid'] : ['appid', 'bucket']),
  // Even in JSON a missing tag is the text `null` here.
  defaults: { addfaceByUrls: { tag: 'null' } },
};

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
