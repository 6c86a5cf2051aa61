import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, person, settled, started, useDemo } from '../support/demo';

const site = useDemo();

const openPeople = () => openDemo(site.browser, `${site.address}#/people`);

describe('people', () => {
  test('adds photos to a name, also in the list; finds, renames, groups and deletes', async () => {
    const { context, page, problems } = await openPeople();
    expect(await enrol(page, 'Bea', [packagePhoto(1), packagePhoto(3)])).toBe(
      'Bea: 2 photos added.\nAdd 1 more: with three photos far fewer tries are missed.',
    );
    await page.getByText('2 faces').waitFor();
    expect(await enrol(page, ' bea ', packagePhoto(6))).toBe('Bea: 1 photo added.');
    await page.getByText('3 faces').waitFor();
    await enrol(page, 'Cem', packagePhoto(3));

    await page.getByLabel('Search by name').fill('ce');
    await page.getByText('1 of 2 people').waitFor();
    expect(await person(page, 'Bea').count()).toBe(0);
    await page.getByLabel('Search by name').fill('');

    await person(page, 'Bea').click();
    const card = page.getByRole('region', { name: 'Bea' });
    await card.getByRole('button', { name: 'Delete face 1' }).click();
    await card.getByText('The face was deleted.').waitFor();
    await page.getByText('2 faces').waitFor();
    await card.getByLabel('Add to a group').fill('staff');
    await card.getByRole('button', { name: 'Add', exact: true }).click();
    await card.getByText('staff').waitFor();
    await page.getByLabel('Group', { exact: true }).first().selectOption('staff');
    await page.getByText('1 of 2 people').waitFor();
    await card.getByLabel('Name').fill('Beatrix');
    await card.getByRole('button', { name: 'Rename' }).click();
    const renamed = page.getByRole('region', { name: 'Beatrix' });
    await renamed.getByText('The name is now Beatrix.').waitFor();
    await renamed.getByRole('button', { name: 'Delete Beatrix' }).click();
    expect(await settled(page, '#people-message')).toBe('Beatrix was deleted.');
    await person(page, 'Beatrix').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await context.close();
  });

  test('says why a photo was refused, and asks for a name', async () => {
    const { context, page } = await openPeople();
    expect(await enrol(page, '', packagePhoto(3))).toBe('Enter the name first.');
    const text = { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear all') };
    const good = { name: 'good.jpg', mimeType: 'image/jpeg', buffer: readFileSync(packagePhoto(3)) };
    const said = await enrol(page, 'Dan', [text, good]);
    expect(said).toMatch(/^Dan: 1 photo added\.\nletter\.jpg: This file cannot be used as a photo/);
    // Something of it worked: that is not said in red, as is what failed as a whole.
    expect(await page.locator('#enrol-message').getAttribute('class')).toBe('message partly');
    await enrol(page, 'Dan', text);
    await page.locator('#enrol-message.bad').waitFor();
    await person(page, 'Dan').click();
    await page.getByRole('button', { name: 'Delete face 1' }).click();
    await page.getByText('This is the person’s only face.').waitFor();
    await context.close();
  });

  test('enrols a folder of folders, with a summary of what failed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mien-folder-'));
    for (const [name, n] of [
      ['Ann_Lee', 3],
      ['Bob', 6],
    ] as const) {
      await mkdir(join(folder, name));
      copyFileSync(packagePhoto(n), join(folder, name, 'photo.jpg'));
    }
    writeFileSync(join(folder, 'Bob', 'broken.jpg'), 'not a photo');
    const { context, page } = await openPeople();
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    expect(await settled(page, '#folder-message')).toBe('2 photos of 2 people added.');
    await page.getByText('1 photo could not be used:').waitFor();
    await page.getByText(/^broken\.jpg: This file cannot be used as a photo/).waitFor();
    await person(page, 'Ann Lee').waitFor();
    await context.close();
  });

  test('exports everything into a file that another browser imports with its passphrase', async () => {
    const from = await openPeople();
    await enrol(from.page, 'Fay', packagePhoto(3));
    await goTo(from.page, 'Your data');
    const keeping = from.page.getByRole('region', { name: 'Back up and move' });
    await keeping.getByLabel('Passphrase of the file').first().fill('correct horse battery');
    const [download] = await Promise.all([
      from.page.waitForEvent('download'),
      keeping.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(await settled(from.page, '#export-message')).toMatch(/^The file is 0\.\d MB\.$/);
    const file = await download.path();

    const to = await openDemo(site.browser, `${site.address}#/keeping`);
    const target = to.page.getByRole('region', { name: 'Back up and move' });
    await target.getByLabel('File: Choose a file').setInputFiles(file);
    await target.getByLabel('Passphrase of the file').last().fill('wrong');
    await target.getByRole('button', { name: 'Import' }).click();
    await to.page.locator('#import-message').getByText('not the passphrase').waitFor();
    await target.getByLabel('Passphrase of the file').last().fill('correct horse battery');
    await target.getByRole('button', { name: 'Import' }).click();
    await to.page.locator('#import-message').getByText('1 person and 1 face were imported').waitFor();
    await goTo(to.page, 'People');
    await person(to.page, 'Fay').waitFor();
    await from.context.close();
    await to.context.close();
  });

  test('locks with a passphrase, opens with it, and deletes everything once that was typed', async () => {
    const { context, page } = await openPeople();
    await enrol(page, 'Gil', packagePhoto(3));
    await goTo(page, 'Your data');
    await page.getByLabel('New passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    expect(await settled(page, '#passphrase-message')).toBe('The passphrase was set.');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('The people are locked.').waitFor();
    await page.getByLabel('Passphrase').fill('wrong');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText('This is not the passphrase that locks the people.').waitFor();
    await page.getByLabel('Passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Unlock' }).click();
    const erase = page.getByRole('button', { name: 'Delete everything' });
    await erase.click();
    await page.getByRole('status').getByText('Type the word “delete” to confirm').waitFor();
    await goTo(page, 'People');
    await person(page, 'Gil').waitFor();
    await goTo(page, 'Your data');
    await page.getByLabel('Type the word “delete” to confirm').fill('delete');
    await erase.click();
    expect(await settled(page, '#keeping-message')).toBe('Everything was deleted.');
    await goTo(page, 'People');
    await page.getByText('Nobody is enrolled yet.').waitFor();
    await context.close();
  });

  test('shows what another tab has changed', async () => {
    const { context, page } = await openPeople();
    const other = await context.newPage();
    await other.goto(`${site.address}#/people`);
    await started(other);
    await enrol(other, 'Hua', packagePhoto(3));
    await page.bringToFront();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await person(page, 'Hua').waitFor();
    await context.close();
  });
});

describe('small pictures of people', () => {
  const SWITCH = 'Keep a small picture of each person on this device';

  const pictures = (page: Page) => page.locator('.person img.portrait');
  /** As they lie in the database. */
  const stored = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('mien:mien-demo');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('pictures').objectStore('pictures').count();
            counting.onsuccess = () => resolve(counting.result);
            counting.onerror = () => reject(counting.error);
            opening.result.close();
          };
        }),
    );

  test('are kept only where somebody asks for it, and deleted with the person', async () => {
    const { context, page, problems } = await openPeople();
    await enrol(page, 'Ann', packagePhoto(3));
    await person(page, 'Ann').waitFor();
    expect(await page.getByLabel(SWITCH).isChecked()).toBe(false);
    expect([await pictures(page).count(), await stored(page)]).toEqual([0, 0]);
    await person(page, 'Ann').click();
    const card = page.getByRole('region', { name: 'Ann' });
    expect(await card.getByLabel('Add a picture').count()).toBe(0);

    await page.getByLabel(SWITCH).check();
    expect(await settled(page, '#pictures-message')).toBe(
      'Whoever gets a photo from now on gets a picture, too.',
    );
    await page.getByText('Of each a small picture is kept here, and no photo.').waitFor();
    await page.locator('footer').getByText('of each person a small picture is stored').waitFor();
    await enrol(page, 'Bea', packagePhoto(6));
    await person(page, 'Bea').locator('img').waitFor();
    const size = await person(page, 'Bea')
      .locator('img')
      .evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    expect(size).toEqual([96, 96]);
    expect([await pictures(page).count(), await stored(page)]).toEqual([1, 1]);

    await card.getByLabel('Add a picture').setInputFiles(packagePhoto(3));
    await card.getByText('The picture was kept.').waitFor();
    const own = card.getByRole('img', { name: 'Picture of Ann' });
    await own.waitFor();
    const before = await own.getAttribute('src');
    await card.getByLabel('Replace the picture').setInputFiles(packagePhoto(6));
    await expect.poll(() => own.getAttribute('src')).not.toBe(before);
    await page.reload();
    await started(page);
    await expect.poll(() => pictures(page).count()).toBe(2);
    await person(page, 'Ann').click();
    await card.getByRole('button', { name: 'Delete the picture' }).click();
    await card.getByText('The picture was deleted.').waitFor();
    await expect.poll(() => pictures(page).count()).toBe(1);
    expect(await stored(page)).toBe(1);

    await person(page, 'Bea').click();
    await page.getByRole('button', { name: 'Delete Bea' }).click();
    expect(await settled(page, '#people-message')).toBe('Bea was deleted.');
    expect(await stored(page)).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('are all deleted when they are switched off; the people stay', async () => {
    const { context, page } = await openPeople();
    await page.getByLabel(SWITCH).check();
    await enrol(page, 'Ann', packagePhoto(3));
    await enrol(page, 'Bea', packagePhoto(6));
    await expect.poll(() => pictures(page).count()).toBe(2);
    await page.getByLabel(SWITCH).click();
    expect(await settled(page, '#pictures-message')).toBe('All pictures were deleted.');
    expect(await page.getByLabel(SWITCH).isChecked()).toBe(false);
    await expect.poll(() => pictures(page).count()).toBe(0);
    expect(await stored(page)).toBe(0);
    await page.getByText('2 people', { exact: true }).waitFor();
    await enrol(page, 'Cem', packagePhoto(1));
    await person(page, 'Cem').waitFor();
    expect(await stored(page)).toBe(0);
    await context.close();
  });
});
