import { expect, it } from 'vitest';
import { LIMITS } from '../../src/protocol';
import { bothWays, ENCODINGS, photo, requestOf } from './api';
import { newAppid, picture } from './fields';

const LARGEST = LIMITS.requestBytes;
const text = (value: string) => new TextEncoder().encode(value);

bothWays((api, way) => {
  it('an unknown path is 404, also one that differs in case or by a slash', async () => {
    for (const path of ['/face/nothing', '/face/', '/face/Verify', '/face/verify/', '/face/idcardcompare']) {
      const answer = await api().send({ ...requestOf('verify', { appid: 'a' }, 'JSON'), path });
      expect(answer, path).toMatchObject({ status: 404, code: 3, message: 'ERROR_BAD_REQUEST' });
    }
  });

  it('another method than POST is 405', async () => {
    const seen = await api().tab.page.evaluate(async (url) => {
      const answers = ['GET', 'PUT', 'DELETE'].map(async (method) => {
        const response = await send(new Request(url, { method }));
        return [response.status, response.headers.get('allow'), (await response.json()).code];
      });
      return Promise.all(answers);
    }, 'https://recognition.image.myqcloud.com/face/getgroupids');
    expect(seen).toEqual(Array(3).fill([405, 'POST', 3]));
  });

  it('a body that is not what it says is code 3', async () => {
    const path = '/face/getgroupids';
    for (const [type, body] of [
      ['application/json', ''],
      ['application/json', '{"appid":'],
      ['application/json', '["appid"]'],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="appid"\r\n\r\na'],
      ['multipart/form-data; boundary=b', '--b\r\nA: b\r\n\r\n--b--\r\n'],
      ['multipart/form-data', '{"appid":"a"}'],
      ['application/x-www-form-urlencoded', 'appid=a'],
    ]) {
      const answer = await api().send({ path, headers: { 'Content-Type': type }, body: text(body) });
      expect(answer, `${type} ${body}`).toMatchObject({ status: 200, code: 3 });
    }
  });

  it('JSON is understood under other names, and with what clients add', async () => {
    const appid = newAppid();
    for (const type of [
      'application/json; charset=utf-8',
      'application/json,utf-8',
      'text/plain;charset=UTF-8',
    ]) {
      const body = text(`{"appid":"${appid}","bucket":"photos","unknown":[1]}\n`);
      const answer = await api().send({ path: '/face/getgroupids', headers: { 'Content-Type': type }, body });
      expect(answer, type).toMatchObject({ status: 200, code: 0, data: { group_ids: [] } });
    }
  });

  it('an appid that came as a number is the same as text', async () => {
    const appid = Math.floor(Math.random() * 2 ** 40);
    await api().call('newperson', { appid, person_id: 7, group_ids: ['g'], ...picture('JSON', 1) });
    expect(
      (await api().call('getpersonids', { appid: String(appid), group_id: 'g' })).data.person_ids,
    ).toEqual(['7']);
    expect((await api().call('getgroupids', { appid: 0.5 })).code).toBe(21);
  });

  it('a request has 1.5 MiB: code 23 beyond, whatever it holds', async () => {
    const appid = newAppid();
    const framing = requestOf('detect', { appid, image: new Uint8Array() }, 'multipart').body.length;
    const padded = (size: number) => {
      const image = new Uint8Array(size - framing);
      image.set(photo(1)); // what follows a JPEG's end is ignored
      return requestOf('detect', { appid, image }, 'multipart');
    };
    expect(padded(LARGEST).body.length).toBe(LARGEST);
    expect((await api().send(padded(LARGEST))).code).toBe(0);
    expect(await api().send(padded(LARGEST + 1))).toMatchObject({ status: 200, code: 23 });
    const spaces = text(`{"appid":"${appid}"${' '.repeat(LARGEST)}}`);
    const json = { path: '/face/getgroupids', headers: { 'Content-Type': 'application/json' }, body: spaces };
    expect((await api().send(json)).code).toBe(23);
  });

  it('a url may be a path, absolute on the page’s origin, data:, blob: or the picture’s base64', async () => {
    const blob = await api().tab.page.evaluate(async () => {
      const response = await fetch('/photos/sample1.jpg');
      return URL.createObjectURL(await response.blob());
    });
    const base64 = Buffer.from(photo(1)).toString('base64');
    const data = `data:image/jpeg;base64,${base64}`;
    for (const url of [
      './photos/sample1.jpg',
      '/photos/sample1.jpg',
      `${api().tab.address}photos/sample1.jpg`,
      blob,
      data,
      base64,
    ]) {
      for (const encoding of ENCODINGS) {
        const answer = await api().call(
          'detect',
          { appid: 'any', mode: encoding === 'JSON' ? 1 : '1', url },
          encoding,
        );
        expect(answer, url.slice(0, 40)).toMatchObject({ code: 0, data: { face: [{}] } });
      }
    }
  });

  it('appids do not see each other, though one engine answers for all', async () => {
    const [one, two] = [newAppid(), newAppid()];
    await api().call('newperson', { appid: one, person_id: 'ann', group_ids: ['g'], ...picture('JSON', 1) });
    const { face_ids } = (await api().call('getfaceids', { appid: one, person_id: 'ann' })).data;
    for (const [action, fields, code] of [
      ['getinfo', { person_id: 'ann' }, -1303],
      ['verify', { person_id: 'ann', ...picture('JSON', 1) }, -1303],
      ['getpersonids', { group_id: 'g' }, -1306],
      ['identify', { group_id: 'g', ...picture('JSON', 1) }, -1306],
      ['getfaceinfo', { face_id: face_ids[0] }, -1305],
      ['delperson', { person_id: 'ann' }, -1303],
      ['getgroupids', {}, 0],
    ] as const) {
      expect((await api().call(action, { appid: two, ...fields })).code, action).toBe(code);
    }
    expect((await api().call('getgroupids', { appid: one })).data.group_ids).toEqual(['g']);
  });

  if (way === 'handler') {
    it('a request that its sender gave up rejects as fetch does, and the engine goes on', async () => {
      const seen = await api().tab.page.evaluate(async () => {
        const controller = new AbortController();
        const body = JSON.stringify({ appid: 'any', url: '/photos/sample1.jpg' });
        const { signal } = controller;
        const asked = send(new Request('/face/detect', { method: 'POST', body, signal }));
        controller.abort();
        const gaveUp = await asked.catch((error) => error.name);
        const again = await send(new Request('/face/detect', { method: 'POST', body }));
        return { gaveUp, code: (await again.json()).code };
      });
      expect(seen).toEqual({ gaveUp: 'AbortError', code: 0 });
    });
  }
});
