/**
 * Node SDK 2.0 (tencentyun/image-nodejs-sdk), which signs but makes no face calls. The calls here are those that a
 * fork by others (liubiqu/image-nodejs-sdk) added: JSON alone, under a malformed content type.
 */
import { json, set } from './entries';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&u=&f=`;
}

export const node: ClientHabits = { signatureText, writeJson, account: () => ['bucket', 'appid'] };

function writeJson(path: string, entries: readonly Entry[], caller: Caller) {
  const headers = {
    'Content-Type': 'application/json,utf-8',
    Host: 'service.image.myqcloud.com',
    Connection: 'close',
  };
  return request(path, headers, json(set(entries)), caller);
}
