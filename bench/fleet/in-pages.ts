import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { FaceEngine } from '../../src';
import type { Fleet } from '../../src/member';
import { HEADERS, openStoredPage } from '../../tools/browser';
import {
  Broker,
  fleetFace,
  foundFleet,
  localPerson,
  MemoryGallery,
  type TestDevice,
  until,
} from '../../tools/rehearsal';

const PHOTO = resolve(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo/sample1.jpg');
const DEVICES = 10;
const DELETIONS = 50;
const MISSED = 1000;
/** Verifications for the usual time. */
const VERIFIED = 60;
const LONG_MS = 600_000;

declare global {
  /** Galleries of one page's engine, each a device. */
  var devices: { readonly engine: FaceEngine; fleet: Fleet | null; code: string | null }[];
}

/** What was measured with galleries in IndexedDB, ms. */
export interface InPages {
  readonly firstSyncMs: number;
  /** `verify` while the first sync ran, and after it. */
  readonly meanwhileMs: readonly number[];
  readonly usualMs: readonly number[];
  readonly missedMs: number;
  /** From the deletion on one device until nobody is matched on ten. */
  readonly deletionsMs: readonly number[];
}

/** An admin in Node with a gallery in memory, and devices in a Chromium: their galleries as a host's page has them. */
export async function measureInPages(persons: number): Promise<InPages> {
  await using broker = await Broker.start();
  const policy = HEADERS['Content-Security-Policy'].replace('connect-src', 'connect-src ws:');
  await using tab = await openStoredPage({ headers: { ...HEADERS, 'Content-Security-Policy': policy } });
  const { page } = tab;
  await page.setInputFiles('#files', PHOTO);
  await page.evaluate(async (count) => {
    const root = await mien.createEngine({ assets: '/mien/', appid: 'd0' });
    globalThis.devices = Array.from({ length: count + 1 }, (_, i) => ({
      engine: i === 0 ? root : root.withAppid(`d${i}`),
      fleet: null,
      code: null,
    }));
    const [image] = document.querySelector<HTMLInputElement>('#files')?.files ?? [];
    await root.newperson({ person_id: 'me', group_ids: ['own'], image });
  }, DEVICES);
  const large = await measureLarge(page, broker.url, persons);
  const deletionsMs = await measureDeletions(page);
  return { ...large, deletionsMs };
}

async function measureLarge(page: Page, url: string, persons: number) {
  const gallery = new MemoryGallery();
  for (let i = 0; i < persons; i++)
    gallery.set(`p${i}`, localPerson(`p${i}`, { faces: [fleetFace(`f${i}`, i + 1)] }));
  const admin = await foundFleet(url, gallery, { heartbeatMs: 1000 });
  await until(() => gallery.shadowCount >= persons, 'noting', LONG_MS);
  while ((await gallery.pending(1, '')).length > 0) await new Promise((go) => setTimeout(go, 50));
  const began = performance.now();
  await joinPage(page, admin, 0, url);
  const meanwhileMs = await page.evaluate(() => verifyUntil(() => devices[0].fleet?.state.state === 'live'));
  const firstSyncMs = performance.now() - began;
  const there = await page.evaluate(
    async () => (await devices[0].engine.getpersonids('staff')).person_ids.length,
  );
  if (there !== persons) throw new Error(`${there} persons came instead of ${persons}`);
  const usualMs = await page.evaluate((times) => {
    let left = times;
    return verifyUntil(() => left-- <= 0);
  }, VERIFIED);
  await page.evaluate(() => devices[0].fleet?.stop());
  for (let i = 0; i < MISSED; i++) gallery.set(`m${i}`, localPerson(`m${i}`));
  await until(() => gallery.shadowCount >= persons + MISSED, 'noting', LONG_MS);
  while ((await gallery.pending(1, '')).length > 0) await new Promise((go) => setTimeout(go, 50));
  const missedMs = await page.evaluate(async (address) => {
    const [device] = devices;
    const began = performance.now();
    device.fleet = await mienFleet.joinFleet(device.engine, { servers: [address], deviceName: 'x' });
    while (device.fleet.state.state !== 'live') await new Promise((go) => setTimeout(go, 5));
    return performance.now() - began;
  }, url);
  await page.evaluate(() => devices[0].fleet?.stop());
  await admin.fleet.stop();
  return { firstSyncMs, meanwhileMs, usualMs, missedMs };
}

async function measureDeletions(page: Page): Promise<number[]> {
  await using broker = await Broker.start();
  const admin = await foundFleet(broker.url, undefined, { heartbeatMs: 1000 });
  for (let i = 1; i <= DEVICES; i++) await joinPage(page, admin, i, broker.url);
  for (let i = 0; i < DELETIONS; i++) admin.gallery.set(`p${i}`, localPerson(`p${i}`));
  const everywhere = (there: boolean, id: string) =>
    page.evaluate(
      async ([wanted, person_id]) => {
        const has = ({ engine }: (typeof devices)[number]) =>
          engine.getinfo(person_id).then(
            () => true,
            () => false,
          );
        for (const device of devices.slice(1))
          while ((await has(device)) !== wanted) await new Promise((go) => setTimeout(go, 2));
        return performance.timeOrigin + performance.now();
      },
      [there, id] as const,
    );
  for (let i = 0; i < DELETIONS; i++) await everywhere(true, `p${i}`);
  const took: number[] = [];
  for (let i = 0; i < DELETIONS; i++) {
    const began = performance.timeOrigin + performance.now();
    admin.gallery.set(`p${i}`, null);
    took.push((await everywhere(false, `p${i}`)) - began);
  }
  await page.evaluate(() => Promise.all(devices.map(({ fleet }) => fleet?.stop())));
  await admin.fleet.stop();
  return took;
}

/** As two people would, by the code. */
async function joinPage(page: Page, admin: TestDevice, n: number, url: string): Promise<void> {
  await until(() => admin.fleet.status.state === 'live', 'a server', LONG_MS);
  const invitation = admin.fleet.invite();
  await page.evaluate(
    ([at, address]) => {
      globalThis.verifyUntil ??= async (done) => {
        const { engine } = devices[0];
        const [image] = document.querySelector<HTMLInputElement>('#files')?.files ?? [];
        const took: number[] = [];
        while (!done()) {
          const began = performance.now();
          await engine.verify('me', image);
          took.push(performance.now() - began);
        }
        return took;
      };
      const device = devices[at];
      const joining = mienFleet.joinFleet(device.engine, {
        servers: [address],
        deviceName: `page ${at}`,
        heartbeatMs: 1000,
        showCode: (code) => {
          device.code = code;
        },
        confirm: () => true,
      });
      joining.then((fleet) => {
        device.fleet = fleet;
      });
    },
    [n, url] as const,
  );
  const code = await page.waitForFunction((at) => devices[at].code, n);
  await invitation.confirm(String(await code.jsonValue()));
  await page.waitForFunction((at) => devices[at].fleet !== null, n);
}

declare global {
  /** Verifies one photo again and again, and returns what each took, ms. */
  var verifyUntil: (done: () => boolean) => Promise<number[]>;
}
