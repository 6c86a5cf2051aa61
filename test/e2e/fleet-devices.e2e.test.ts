import { expect, test } from 'vitest';
import { launchBrowser } from '../../tools/browser';
import { limit } from '../../tools/host';
import { mulberry32 } from '../../tools/random';
import { Cluster, Line, whyNoBroker } from '../../tools/rehearsal';
import { GalleryDevice, serveDevices } from '../support/gallery-device';
import {
  after,
  chooseOperation,
  expectedContents,
  type Model,
  type Operation,
} from '../support/gallery-model';
import type { Contents } from '../support/gallery-site';

const why = whyNoBroker();
const CHANGES = 300;
/** Has no network from the moment that it has joined until the others are done. */
const CUT = 8;
const REVOKED = 9;
const SOON = { timeout: limit(40_000), interval: 500 };

/** A person of everybody's: whoever was there last wins, and all agree who that was. */
const SHARED = ['all-0', 'all-1', 'all-2'];

test.skipIf(why !== null)(
  `ten browsers that come and go, one cut off and one revoked, end with what the model has${why ? ` (skipped: ${why})` : ''}`,
  { timeout: limit(400_000) },
  async () => {
    const seed = Number(process.env.MIEN_SEED ?? 24);
    const next = mulberry32(seed);
    let counter = 0;
    const count = () => ++counter;
    await using cluster = await Cluster.start();
    using line = await Line.to(cluster.urls[0]);
    await using site = await serveDevices();
    const browser = await launchBrowser();
    try {
      const devices: GalleryDevice[] = [];
      const models: Model[] = [];
      const ids: string[] = [];
      for (let i = 0; i < 10; i++) {
        const servers = i === CUT ? [line.url] : cluster.urls;
        const device = await GalleryDevice.open(browser, site.address, servers);
        if (i === 0) await device.found(3);
        else ids[i] = await device.join(devices[0]);
        devices.push(device);
        models.push(new Map());
      }
      for (const person_id of SHARED)
        await devices[0].run({ kind: 'newperson', person_id, groups: ['all'], seeds: [count()] });
      await devices[CUT].until('live');
      line.cut();

      /** Made when the revoked device could not hear of it any more. */
      const later = new Set<string>();
      let revoked = false;
      for (let k = 0; k < CHANGES; k++) {
        if (k === 90 || k === 196) await cluster.servers[1].kill();
        if (k === 150 || k === 240) await cluster.servers[1].up();
        if (k === 200) {
          await devices[0].until('live');
          await devices[0].page.evaluate((id) => gallery.fleetRevoke(APPID, id), ids[REVOKED]);
          revoked = true;
        }
        const i = Math.floor(next() * 10);
        const device = devices[i];
        // Not the admin, whom somebody must find to join; not the two that have a part of their own.
        if (i > 0 && i < CUT && next() < 0.15) await (device.isOn ? device.off() : device.on());
        if (!device.isOn) continue;
        if (next() < 0.15) {
          const person_id = SHARED[Math.floor(next() * SHARED.length)];
          await rename(device, { kind: 'setinfo', person_id, name: `by ${i} at ${k}` });
          continue;
        }
        const operation = chooseShared(models[i], `d${i}`, next, count);
        await device.run(operation);
        models[i] = after(models[i], operation);
        if (revoked && i !== REVOKED && operation.kind === 'newperson') later.add(operation.person_id);
      }

      line.mend();
      for (const device of devices) if (!device.isOn) await device.on();
      const members = devices.filter((_, i) => i !== REVOKED);
      const wanted = new Map(models.filter((_, i) => i !== REVOKED).flatMap((model) => [...model]));
      const of = async (device: GalleryDevice) => sorted(await device.contents());
      for (const device of members) {
        await device.until('live');
        await expect
          .poll(async () => ownOf(await of(device)), SOON)
          .toEqual(ownOf(sorted(expectedContents(wanted))));
      }
      const first = await of(devices[0]);
      expect(Object.keys(first.persons)).toEqual(expect.arrayContaining(SHARED));
      for (const device of members.slice(1))
        await expect.poll(() => of(device), SOON).toEqual(await of(devices[0]));
      await devices[REVOKED].until('ended');
      expect(later.size).toBeGreaterThan(5);
      const { persons } = await devices[REVOKED].contents();
      expect(Object.keys(persons).filter((id) => later.has(id))).toEqual([]);
    } finally {
      await browser.close();
    }
  },
);

/** Pictures stay on the device that took them. */
function chooseShared(model: Model, lane: string, next: () => number, seed: () => number): Operation {
  while (true) {
    const operation = chooseOperation(model, lane, next, seed);
    if (operation.kind !== 'setpicture') return operation;
  }
}

/** Whoever has not heard of the person yet has nobody to rename. */
async function rename(device: GalleryDevice, operation: Operation): Promise<void> {
  await device.run(operation).catch((error: Error) => {
    if (!error.message.includes('ERROR_PERSON_NOT_EXISTED')) throw error;
  });
}

/** Devices give faces and groups in the order in which they came to them. */
function sorted({ groups, persons }: Contents): Contents {
  const each = Object.entries(persons).map(([id, { faceIds, groups, ...person }]) => [
    id,
    { ...person, faceIds: [...faceIds].sort(), groups: [...groups].sort() },
  ]);
  return { groups: [...groups].sort(), persons: Object.fromEntries(each.sort()) };
}

/** Persons whom one device alone changes, and that one is in the fleet to the end: what must be there is known. */
function ownOf({ persons }: Contents): Contents['persons'] {
  const known = ([id]: [string, unknown]) => !id.startsWith('all-') && !id.startsWith(`d${REVOKED}-`);
  return Object.fromEntries(Object.entries(persons).filter(known));
}
