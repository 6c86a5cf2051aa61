/** PHP SDK 2.0 (tencentyun/image-php-sdk-v2.0): arrays given to PHP's curl, or json_encode. */

import { curlForm } from './curl';
import { asciiOnly, filled, indexed, json } from './entries';
import { type Caller, type ClientHabits, type Entry, request, type Signing } from './wire';

const FILE = '/var/www/upload/photo.jpg';

function signatureText({ appid, bucket, secretId, now, expires, rand }: Signing): string {
  return `a=${appid}&b=${bucket}&k=${secretId}&e=${expires}&t=${now}&r=${rand}&f=`;
}

export const php: ClientHabits = {
  signatureText,
  writeJson,
  writeForm,
  // A misspelt key in the SDK never lets compare be JSON; a picture for livedetectpicture goes in base64.
  written: { compareByUrls: writeForm, livedetectpictureByImage: writeJson },
  // Always a file: given bytes, the SDK sends no body.
  defaults: { multidentifyByImage: { file: FILE }, multidentifyByImageInGroups: { file: FILE } },
};

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
