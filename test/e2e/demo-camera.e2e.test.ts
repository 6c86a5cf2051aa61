import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type RunningServer } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, serveDemo, settled } from '../support/demo';
import { filmedBy, filmOf } from '../support/film';

let server: RunningServer;
let browser: Browser | undefined;
let film: string;

beforeAll(async () => {
  server = await serveDemo();
  film = await filmOf([packagePhoto(3)]);
  return () => server[Symbol.asyncDispose]();
});

afterEach(() => browser?.close());

test('verifies whom the camera shows, under guidance', async () => {
  browser = await launchBrowser(filmedBy(film));
  const { page, problems } = await openDemo(browser, `${server.address}#/people`);
  await enrol(page, 'Hal', packagePhoto(3));
  await goTo(page, 'Verify');
  await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
  await page.getByRole('dialog').locator('video').waitFor();
  expect(await settled(page, '#verdict')).toBe('Match: this looks like Hal.');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});

test('enrols several frames of the camera', async () => {
  browser = await launchBrowser(filmedBy(film));
  const { page, problems } = await openDemo(browser, `${server.address}#/people`);
  await page.locator('#enrol-name').fill('Ivy');
  await page.getByRole('button', { name: 'Photos of the person: Use the camera' }).click();
  await page.getByRole('dialog').getByText('Turn your head a little to your left').waitFor();
  // This film shows no other pose: after some seconds each frame is taken as it is, and the same frame again is refused.
  expect(await settled(page, '#enrol-message')).toMatch(
    /^Ivy: 1 photo added\.\ncamera2\.jpg: This person already has this photo/,
  );
  expect(problems).toEqual([]);
});

test('says that there is no camera, and can be left by keyboard', async () => {
  browser = await launchBrowser();
  const { page } = await openDemo(browser, `${server.address}#/people`);
  await enrol(page, 'Jon', packagePhoto(3));
  await goTo(page, 'Verify');
  await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^(No camera was found|The camera was not allowed)/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
  await dialog.locator('input').setInputFiles(packagePhoto(3));
  expect(await settled(page, '#verdict')).toBe('Match: this looks like Jon.');
});
