import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fleet, FleetOptions } from '../../src/member';
import { type EnginePage, HEADERS, PAGE_HELPER } from '../../tools/browser';
import { limit } from '../../tools/host';
import { Broker, Line, whyNoBroker } from '../../tools/rehearsal';
import { packagePhoto } from '../support/data';
import { openEngineTab, prepare } from '../support/engine-tab';

declare global {
  var fleet: Fleet;
  /** What the device shows while it joins. */
  var shown: { code: string | null; check: string | null };
}

const why = whyNoBroker();
const SOON = { timeout: limit(30_000) };
/** A page that joins a fleet allows its servers. */
const headers = {
  ...HEADERS,
  'Content-Security-Policy': HEADERS['Content-Security-Policy'].replace('connect-src', 'connect-src ws:'),
};
const FAST = { retryMs: 100, heartbeatMs: 300 };

describe.skipIf(why !== null)(
  `galleries of two browsers over a real server${why ? ` (skipped: ${why})` : ''}`,
  () => {
    let broker: Broker;
    let line: Line;
    let [admin, kiosk]: (EnginePage | undefined)[] = [];
    const pages = (): [Page, Page] => {
      if (!admin || !kiosk) throw new Error('no pages');
      return [admin.page, kiosk.page];
    };

    beforeAll(async () => {
      broker = await Broker.start();
      line = await Line.to(broker.url);
      admin = await openEngineTab({ headers, engine: { appid: 'door', audit: true } });
      kiosk = await openEngineTab({ headers, engine: { appid: 'door' } });
      for (const { page } of [admin, kiosk]) await page.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
    });

    afterAll(async () => {
      await admin?.[Symbol.asyncDispose]();
      await kiosk?.[Symbol.asyncDispose]();
      line?.[Symbol.dispose]();
      await broker?.[Symbol.asyncDispose]();
    });

    it('a device joins by digits that one person types and another compares, and gets everybody', async () => {
      const [a, b] = pages();
      await a.evaluate(async () => {
        await engine.newperson({
          person_id: 'ann',
          person_name: 'Ann',
          group_ids: ['staff'],
          image: files()[0],
        });
      });
      await begin(a, { found: { name: 'House' }, deviceName: 'office' });
      expect(await a.evaluate(() => fleet.device.role)).toBe('admin');
      await until(a, 'live');
      await a.evaluate(() => fleet.invite());
      await join(a, b, 'north door');
      expect(await b.evaluate(() => [fleet.name, fleet.device.name, fleet.device.role])).toEqual([
        'House',
        'north door',
        'member',
      ]);
      await until(b, 'live');
      const [same, other, info] = await b.evaluate(async () => [
        await engine.verify('ann', files()[0]),
        await engine.verify('ann', files()[2]),
        await engine.getinfo('ann'),
      ]);
      expect(same).toMatchObject({ ismatch: true });
      expect(other).toMatchObject({ ismatch: false });
      expect(info).toMatchObject({ person_name: 'Ann', group_ids: ['staff'] });
    });

    it('changes flow both ways, and deletions win', async () => {
      const [a, b] = pages();
      await b.evaluate(() => engine.newperson({ person_id: 'bea', group_ids: ['staff'], image: files()[1] }));
      await expect.poll(() => verdict(a, 'bea', 1), SOON).toBe(true);
      await a.evaluate(() => engine.setinfo({ person_id: 'bea', person_name: 'Bea' }));
      await expect
        .poll(() => b.evaluate(async () => (await engine.getinfo('bea')).person_name), SOON)
        .toBe('Bea');
      await a.evaluate(() => engine.delperson('bea'));
      await expect.poll(() => verdict(b, 'bea', 1), SOON).toBe(-1303);
    });

    it('a page that comes again goes on without a code, with what was changed meanwhile on either side', async () => {
      const [a, b] = pages();
      await b.reload();
      await prepare(need(kiosk), { engine: { appid: 'door' } });
      await b.setInputFiles('#files', [1, 2, 3].map(packagePhoto));
      await b.evaluate(() => engine.setinfo({ person_id: 'ann', tag: 'from the door' }));
      await a.evaluate(() => engine.addgroupids({ person_id: 'ann', group_ids: ['night'] }));
      await begin(b, { deviceName: 'ignored' });
      await until(b, 'live');
      expect(await b.evaluate(() => fleet.device.name)).toBe('north door');
      await expect
        .poll(() => b.evaluate(async () => (await engine.getinfo('ann')).group_ids), SOON)
        .toContain('night');
      await expect
        .poll(() => a.evaluate(async () => (await engine.getinfo('ann')).tag), SOON)
        .toBe('from the door');
    });

    it('one tab of a browser runs it; the next takes over when that one is gone', async () => {
      const { context, page, address } = need(kiosk);
      const second = await context.newPage();
      await second.addInitScript(PAGE_HELPER);
      await second.goto(address);
      await prepare({ ...need(kiosk), page: second }, { engine: { appid: 'door' } });
      await begin(second, { deviceName: 'ignored' });
      await until(second, 'waiting');
      const refused = await second.evaluate(() => fleet.devices().catch((error) => error.data));
      expect(refused).toEqual({ kind: 'fleet', fleet: 'elsewhere' });
      await page.evaluate(() => fleet.stop());
      await until(second, 'live');
      await second.close();
      await begin(page, { deviceName: 'ignored' });
      await until(page, 'live');
    });

    it('the admin sees devices and logs; on the wire nobody is named', async () => {
      const [a] = pages();
      const devices = await a.evaluate(() => fleet.devices());
      expect(devices.map(({ name, role }) => [name, role]).sort()).toEqual([
        ['north door', 'member'],
        ['office', 'admin'],
      ]);
      const logs = await a.evaluate(() => fleet.audit());
      const own = logs.find(({ lines }) => lines.length > 0);
      expect(own?.brokenAt).toBeNull();
      expect(own?.lines.map((text) => JSON.parse(text).what)).toContain('enrolled');
      expect(line.saw('$KV.mien_')).toBe(true);
      for (const word of [
        'ann',
        'Ann',
        'bea',
        'Bea',
        'staff',
        'night',
        'from the door',
        'north door',
        'office',
      ])
        expect(line.saw(`"${word}"`), word).toBe(false);
    });

    it('a device that has not heard for maxStaleMs matches nobody, whatever page asks, until it has', async () => {
      const [, b] = pages();
      await b.evaluate(() => fleet.stop());
      await begin(b, { deviceName: 'ignored', maxStaleMs: 4_000 });
      await until(b, 'live');
      // When it heard was noted before that.
      expect(await verdict(b, 'ann', 0)).toBe(true);
      line.cut();
      await expect.poll(() => verdict(b, 'ann', 0), SOON).toBe(-1200);
      expect(await b.evaluate(() => engine.verify('ann', files()[0]).catch(({ data }) => data.kind))).toBe(
        'stale',
      );
      line.mend();
      await expect.poll(() => verdict(b, 'ann', 0), SOON).toBe(true);
    });

    it('a device that is revoked hears nothing more, and is told so', async () => {
      const [a, b] = pages();
      // Its line was cut, too.
      await until(a, 'live');
      await a.evaluate(async () => {
        const [door] = (await fleet.devices()).filter(({ role }) => role === 'member');
        await fleet.revoke(door.id);
      });
      await until(b, 'ended');
      expect(await b.evaluate(() => fleet.state.trouble)).toBe('revoked');
      await a.evaluate(() => engine.newperson({ person_id: 'cai', group_ids: ['staff'], image: files()[2] }));
      await until(a, 'live');
      expect(await verdict(b, 'cai', 2)).toBe(-1303);
      // What it has it keeps, until it leaves or is erased.
      await b.evaluate(() => fleet.leave());
      const again = await b.evaluate(
        (options) => mienFleet.joinFleet(engine, options).catch(({ data }) => data),
        { ...FAST, servers: [line.url], deviceName: 'x' },
      );
      expect(again).toEqual({ kind: 'fleet', fleet: 'no_member' });
    });

    it('bad options are refused at once', async () => {
      const [a] = pages();
      const codes = await a.evaluate(async () => {
        const { joinFleet } = mienFleet;
        const good = { servers: ['wss://x.example'], deviceName: 'x' };
        const bad: object[] = [
          { ...good, servers: [] },
          { ...good, servers: ['https://x.example'] },
          { ...good, deviceName: '' },
          { ...good, maxStaleMs: 0 },
          { ...good, found: { name: '' } },
        ];
        return Promise.all(
          bad.map((options) =>
            joinFleet(engine, options as FleetOptions).then(
              () => 0,
              ({ code }) => code,
            ),
          ),
        );
      });
      expect(codes).toEqual([-1301, -1313, -1313, -1313, -1313]);
    });

    async function begin(page: Page, options: Partial<FleetOptions>): Promise<void> {
      await page.evaluate(
        async (given) => {
          globalThis.fleet = await mienFleet.joinFleet(engine, given as FleetOptions);
        },
        { ...FAST, servers: [line.url], ...options },
      );
    }

    /** As two people would: one reads the digits, the other types them, and the first compares. */
    async function join(a: Page, b: Page, deviceName: string): Promise<void> {
      await b.evaluate(
        (given) => {
          globalThis.shown = { code: null, check: null };
          const joining = mienFleet.joinFleet(engine, {
            ...given,
            showCode: (code) => {
              shown.code = code;
            },
            confirm: (check) => {
              shown.check = check;
              return new Promise<boolean>((resolve) => {
                addEventListener('compared', (event) => resolve((event as CustomEvent<boolean>).detail), {
                  once: true,
                });
              });
            },
          });
          joining.then((joined) => {
            globalThis.fleet = joined;
          });
        },
        { ...FAST, servers: [line.url], deviceName },
      );
      await expect.poll(() => b.evaluate(() => shown.code), SOON).toMatch(/^\d{6}$/);
      const code = await b.evaluate(() => shown.code ?? '');
      const wrong = await a.evaluate(
        (typed) => fleet.confirm(typed),
        code === '000000' ? '000001' : '000000',
      );
      expect(wrong).toMatchObject({ kind: 'wrong' });
      const confirmed = await a.evaluate((typed) => fleet.confirm(typed), code);
      await expect.poll(() => b.evaluate(() => shown.check), SOON).toMatch(/^\d{6}$/);
      const check = await b.evaluate(() => shown.check);
      expect(confirmed).toMatchObject({ kind: 'joined', check });
      await b.evaluate(() => dispatchEvent(new CustomEvent('compared', { detail: true })));
      await expect.poll(() => b.evaluate(() => globalThis.fleet?.name ?? null), SOON).not.toBeNull();
    }

    async function until(page: Page, state: string): Promise<void> {
      await expect.poll(() => page.evaluate(() => fleet.state.state), SOON).toBe(state);
    }

    /** Whether the nth photo matches, or the code of the refusal. */
    function verdict(page: Page, person_id: string, n: number): Promise<boolean | number> {
      return page.evaluate(
        ([id, at]) =>
          engine.verify(id, files()[at]).then(
            ({ ismatch }) => ismatch,
            ({ code }) => code as number,
          ),
        [person_id, n] as const,
      );
    }

    function need(tab: EnginePage | undefined): EnginePage {
      if (tab === undefined) throw new Error('no page');
      return tab;
    }
  },
);
