import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { madeFace } from '../../bench/people';
import { type ArchivedPerson, ArchiveWriter } from '../../src/gallery/archive';
import type { ModelManifest } from '../../src/protocol';

const ASSETS = resolve(import.meta.dirname, '../../dist/assets');
const { passive } = JSON.parse(readFileSync(resolve(ASSETS, 'manifest.json'), 'utf8')) as ModelManifest;

/** Whether this machine has the networks that judge one picture. test/e2e/passive.e2e.test.ts adds them to assets of its own. */
export const hasPassive = passive.networks.every(({ file }) => file !== undefined);

/** Persons as an export file holds them: the way to bring a gallery where thousands of calls would lead. */
export async function addPersons(
  page: Page,
  appid: string,
  persons: readonly ArchivedPerson[],
): Promise<void> {
  const faces = persons.reduce((sum, person) => sum + person.faces.length, 0);
  const writer = await ArchiveWriter.create('file', { created: '', persons: persons.length, faces });
  for (const person of persons) await writer.add(person);
  await writer.end();
  const base64 = Buffer.concat(writer.take()).toString('base64');
  await page.evaluate(
    async (given) => {
      const bytes = Uint8Array.from(atob(given.base64), (character) => character.charCodeAt(0));
      const gallery = engine.withAppid(given.appid);
      await gallery.importGallery({ file: new Blob([bytes]), passphrase: 'file', mode: 'merge' });
    },
    { appid, base64 },
  );
}

/** A person with that many faces of a model that is not the engine's. */
export function stranger(person_id: string, group_ids: readonly string[], faces: number): ArchivedPerson {
  const template = new Float32Array([1, 0, 0, 0]);
  return {
    person_id,
    person_name: '',
    tag: '',
    group_ids,
    faces: Array.from({ length: faces }, (_, i) => madeFace(i, template)),
  };
}

/** That many persons without a face, in a group. */
export function crowd(group_id: string, persons: number): ArchivedPerson[] {
  return Array.from({ length: persons }, (_, i) => stranger(`crowd-${i}`, [group_id], 0));
}

/** Makes the appid's database one of a later version of this library, which no earlier one can open. */
export async function newerDatabase(appid: string): Promise<void> {
  const opening = indexedDB.open(`mien:${appid}`, 1000);
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result);
  });
  db.close();
}

/** Photo 1 with its colours turned round: the detector finds its faces, and the face mesh says that they are none. */
export async function negative(page: Page): Promise<Uint8Array> {
  const bytes = await page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('/photos/sample1.jpg')).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d canvas');
    context.filter = 'invert(1)';
    context.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  return Uint8Array.from(bytes);
}
