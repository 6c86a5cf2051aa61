import { expect, it } from 'vitest';
import { isV1Path, isV1Url } from './protocol';

it.each([
  'https://recognition.image.myqcloud.com/face/verify',
  'http://service.image.myqcloud.com/face/newperson',
  'https://RECOGNITION.image.myqcloud.com/face/verify?x=1#y',
  'https://recognition.image.myqcloud.com:8443/face/verify',
  'https://user:secret@recognition.image.myqcloud.com/face/verify',
  'https://recognition.image.myqcloud.com./face/verify',
  'https://recognition.image.myqcloud.com/FACE/verify',
  'https://recognition.image.myqcloud.com/other/../face/verify',
  'https://recognition.image.myqcloud.com//face/verify',
  'https://recognition.image.myqcloud.com/%66ace/verify',
  'https://recognition.image.myqcloud.com/%2Fface%2fverify',
  'https://recognition.image.myqcloud.com/face',
  'https://recognition.image.myqcloud.com/FAC%45?x=1',
  'https://recognition.image.myqcloud.com/%66ace/%ff%zz',
  'https:recognition.image.myqcloud.com\\face\\verify',
])('%s is a call of the retired API', (url) => expect(isV1Url(new URL(url))).toBe(true));

it.each([
  'https://recognition.image.myqcloud.com/',
  'https://recognition.image.myqcloud.com/faces/verify',
  'https://recognition.image.myqcloud.com/face%73/verify',
  'https://recognition.image.myqcloud.com/ocr/face/',
  'https://x.recognition.image.myqcloud.com/face/verify',
  'https://recognition.image.myqcloud.com.example.org/face/verify',
  'https://example.org/face/verify?https://recognition.image.myqcloud.com/face/verify',
  'wss://recognition.image.myqcloud.com/face/verify',
])('%s is none', (url) => expect(isV1Url(new URL(url))).toBe(false));

it.each([
  ['/face/verify', true],
  ['/FACE/verify', true],
  ['//face/verify', false],
  ['/%66ace/verify', false],
  ['/face', false],
])('of the own origin, %s is taken: %s', (path, taken) => expect(isV1Path(path)).toBe(taken));
