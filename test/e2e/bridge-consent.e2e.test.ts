import { describe, expect, it } from 'vitest';
import { loaded } from '../support/bridge-tab';
import {
  ANSWER,
  BridgeWorld,
  callBothWays,
  installAndCall,
  OLDER,
  RETIRED,
  stopWorkers,
  UNAVAILABLE,
} from '../support/bridge-world';

const world = new BridgeWorld();

describe('the bridge', () => {
  it('is needed: without it the same calls leave the device', async () => {
    const page = await world.openPage();
    for (const call of [{}, { via: 'xhr' }, { via: 'xhr', async: false }] as const) {
      const count = await world.connectionsDuring(async () => {
        await page.evaluate(({ url, call }) => globalThis.call(url, call), { url: OLDER, call });
      });
      expect(count, JSON.stringify(call)).toBeGreaterThan(0);
    }
  });

  it('asks for consent: a service worker alone changes nothing, and uninstallV1 ends it', async () => {
    const page = await world.openPage();
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/v1.sw.js');
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    await loaded(page);
    const leaves = () => world.connectionsDuring(async () => void (await callBothWays(page, OLDER)));
    expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
    expect(await leaves()).toBeGreaterThan(0);
    expect((await installAndCall(page, '/v1.sw.js')).answers.slice(0, 2)).toEqual([ANSWER, ANSWER]);
    expect(await leaves()).toBe(0);
    const other = await world.openInstalled('/v1.sw.js');
    await page.evaluate(() => v1.uninstallV1());
    expect(await leaves()).toBeGreaterThan(0);
    const otherLeaves = () => world.connectionsDuring(async () => void (await callBothWays(other, OLDER)));
    expect(await otherLeaves()).toBeGreaterThan(0);
  });

  it('asks the next page when an engine does not start', async () => {
    await world.openInstalled('/v1.sw.js');
    const broken = await world.openPage();
    const answers = await broken.evaluate(
      async ({ url, body }) => {
        const engine = new Promise<never>((_, reject) => {
          globalThis.setTimeout(() => reject(new Error('no')), 500);
        });
        v1.serveV1(engine);
        return [await call(url, { body }), await call(url, { body })];
      },
      { url: RETIRED, body: '{"appid":"test"}' },
    );
    expect(answers).toEqual([ANSWER, ANSWER]);
    expect(await broken.evaluate(() => handled)).toEqual([]);
  });

  it('takes every spelling of the path, and answers 404', async () => {
    const count = await world.connectionsDuring(async () => {
      const page = await world.openInstalled('/v1.sw.js');
      const spellings = [
        '//face/getgroupids',
        '/%66ace/getgroupids',
        '/face%2fgetgroupids',
        '/face',
        '/FACE/x',
      ];
      const answers = await callBothWays(page, ...spellings.map((path) => new URL(RETIRED).origin + path));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(404));
    });
    expect(count).toBe(0);
  });

  it('remembers the opt-in when the host deletes all databases', async () => {
    const count = await world.connectionsDuring(async () => {
      const page = await world.openInstalled('/v1.sw.js');
      const plain = await world.openPage();
      for (const caller of [page, plain]) {
        await plain.evaluate(async () => {
          const databases = await indexedDB.databases();
          await Promise.all(
            databases.map(({ name = '' }) => {
              const deletion = indexedDB.deleteDatabase(name);
              return new Promise((resolve) => {
                deletion.onsuccess = resolve;
              });
            }),
          );
        });
        await stopWorkers(plain);
        expect(await callBothWays(caller, RETIRED)).toEqual([ANSWER, ANSWER]);
      }
      await page.close();
      await stopWorkers(plain);
      expect(await callBothWays(plain, RETIRED)).toEqual([UNAVAILABLE, UNAVAILABLE]);
    });
    expect(count).toBe(0);
  });

  it('lets another page answer for one whose engine was closed, or says 503', async () => {
    const other = await world.openInstalled('/v1.sw.js');
    const page = await world.openPage();
    const answers = await page.evaluate(
      async ({ url, body }) => {
        const engine = await mien.createEngine({ assets: '/mien/', appid: 'test' });
        let start: (value: typeof engine) => void = () => undefined;
        await v1.installV1(engine);
        await engine.close();
        const first = await call(url, { body });
        // Accepted while the engine still starts, which is closed before it is asked.
        v1.serveV1(
          new Promise<typeof engine>((resolve) => {
            start = resolve;
          }),
        );
        globalThis.setTimeout(() => start(engine), 500);
        return [first, await call(url, { body })];
      },
      { url: RETIRED, body: '{"appid":"test"}' },
    );
    expect(answers).toEqual([ANSWER, ANSWER]);
    expect(await page.evaluate(() => handled)).toEqual([]);
    expect(await other.evaluate(() => handled.length)).toBe(2);
    await other.close();
    expect(await callBothWays(page, RETIRED)).toEqual([UNAVAILABLE, UNAVAILABLE]);
  });

  it('leaves no page answering whose installV1 was refused', async () => {
    const installed = await world.openInstalled('/v1.sw.js');
    const page = await world.openPage();
    const refused = await page.evaluate(() => {
      const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
      return v1.installV1(engine, { serviceWorker: '/nowhere.sw.js' }).catch(({ code }) => code);
    });
    expect(refused).toBe(213);
    await installed.close();
    const plain = await world.openPage();
    expect(await callBothWays(plain, RETIRED)).toEqual([UNAVAILABLE, UNAVAILABLE]);
    expect(await page.evaluate(() => handled)).toEqual([]);
  });

  it('refuses a body that no route takes, before any page has it', async () => {
    const page = await world.openInstalled('/v1.sw.js');
    const answers = await page.evaluate((url) => {
      const body = new Blob([new Uint8Array(6 * 2 ** 20 + 1)]);
      return Promise.all([call(url, { body }), call(url, { body, via: 'xhr' })]);
    }, RETIRED);
    const body = { data: { detail: expect.any(String) }, code: 23, message: 'ERROR_REQUEST_TOO_LARGE' };
    expect(answers).toEqual(Array(2).fill({ status: 200, body }));
    expect(await page.evaluate(() => handled)).toEqual([]);
  });

  it('hands a held call over as it was when it was sent', async () => {
    const page = await world.openPage();
    const sent = await page.evaluate(async (url) => {
      const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
      const installed = v1.installV1(engine, { serviceWorker: '/v1.sw.js' });
      const body = new URLSearchParams('appid=first');
      const answer = call(url, { body, via: 'xhr' });
      body.set('appid', 'second');
      await Promise.all([installed, answer]);
      return handled.map(({ bytes }) => String.fromCharCode(...bytes));
    }, RETIRED);
    expect(sent).toEqual(['appid=first']);
  });

  it.each([
    ['is not there', '/nowhere.sw.js'],
    ['has no bridge', '/bare.sw.js'],
  ])('keeps calls on the device when the service worker %s', async (_, worker) => {
    const page = await world.openPage();
    const count = await world.connectionsDuring(async () => {
      const outcome = await page.evaluate(
        async ({ worker, url }) => {
          const engine = mien.createEngine({ assets: '/mien/', appid: 'test' });
          const installed = v1
            .installV1(engine, { serviceWorker: worker, controlTimeoutMs: 1000 })
            .catch((error) => ({ name: error.name, code: error.code }));
          const early = await Promise.all([call(url), call(url, { via: 'xhr' })]);
          const rejection = await installed;
          return { early, rejection, late: await Promise.all([call(url), call(url, { via: 'xhr' })]) };
        },
        { worker, url: RETIRED },
      );
      const failures = [{ error: 'TypeError' }, { error: 'error' }];
      expect(outcome).toEqual({
        early: failures,
        rejection: { name: 'FaceError', code: 213 },
        late: failures,
      });
    });
    expect(count).toBe(0);
  });
});
