import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, type RunningServer } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openCamera, openDemo, serveDemo, settled } from '../support/demo';
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
  await openCamera(page, 'The photo: Use the camera');
  await page.getByRole('dialog').locator('video').waitFor();
  expect(await settled(page, '#verdict')).toBe('Yes, this is Hal.');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(problems).toEqual([]);
});

test('enrols several frames of the camera', async () => {
  browser = await launchBrowser(filmedBy(film));
  const { page, problems } = await openDemo(browser, `${server.address}#/people`);
  await page.locator('#enrol-name').fill('Ivy');
  await openCamera(page, 'Photos of the person: Use the camera');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Turn your head a little to your left').waitFor();
  // A part of the ring is filled for the first frame, and an arrow shows where to turn, as in a mirror.
  expect(await dialog.locator('.ring circle').count()).toBe(3);
  expect(await dialog.locator('.ring .taken').count()).toBe(1);
  await dialog.locator('.ring .arrow[transform="rotate(-90 50 50)"]').waitFor();
  expect(await dialog.locator('.ring text').textContent()).toBe('1 of 3');
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
  await openCamera(page, 'The photo: Use the camera');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/^(No camera was found|The camera was not allowed)/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // Who was told once what the camera needs is not told again.
  await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
  await dialog.locator('input').setInputFiles(packagePhoto(3));
  expect(await settled(page, '#verdict')).toBe('Yes, this is Jon.');
});

test('asks for a living person where that was chosen, and verifies no photo that is held up instead', async () => {
  browser = await launchBrowser(filmedBy(film));
  const { page, problems } = await openDemo(browser, `${server.address}#/people`);
  await enrol(page, 'Kim', packagePhoto(3));
  await goTo(page, 'Verify');
  await page.getByLabel('With the camera: check that it is a living person').check();
  await openCamera(page, 'The photo: Use the camera');
  const dialog = page.getByRole('dialog');
  // The film is of one photo of Kim, which passes wherever nothing is asked for.
  await dialog.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await dialog.getByRole('alert').textContent()).not.toBe('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('.result').count()).toBe(0);
  await page.getByLabel('With the camera: check that it is a living person').uncheck();
  await page.getByRole('button', { name: 'The photo: Use the camera' }).click();
  expect(await settled(page, '#verdict')).toBe('Yes, this is Kim.');
  expect(problems).toEqual([]);
});

test('shows a face, shows it again, and says who it is, from the first page', async () => {
  browser = await launchBrowser(filmedBy(film));
  const { page, problems } = await openDemo(browser, server.address);
  await openCamera(page, 'Show your face');
  await page.getByText('The face of Me is known now.').waitFor();
  await page.getByRole('button', { name: 'Show it again' }).click();
  await page.getByText('Yes, this is Me.').waitFor();
  expect(problems).toEqual([]);
});
