import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { flawsOf } from '../../tools/axe';
import { launchBrowser, type RunningServer } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, serveDemo } from '../support/demo';
import { filmedBy, filmOf } from '../support/film';

/** What the page's camera is, to a test that takes it away. */
interface CameraState {
  refused: boolean;
  stream: MediaStream | undefined;
  /** How often the screen was asked to stay on. */
  locks: number;
}

let server: RunningServer;
let browser: Browser | undefined;
let film: string;

beforeAll(async () => {
  server = await serveDemo();
  film = await filmOf([packagePhoto(3)]);
  return () => server[Symbol.asyncDispose]();
});

afterEach(() => browser?.close());

/** On the page of the kiosk's link; one person is known, and the face of the film stands before the camera. */
async function openWith(photo: number, options: Parameters<typeof openDemo>[2] = {}) {
  browser = await launchBrowser(filmedBy(film));
  const demo = await openDemo(browser, `${server.address}#/people`, options);
  await enrol(demo.page, 'Hal', packagePhoto(photo));
  await goTo(demo.page, 'Your data');
  return demo;
}

const open = (page: Page) => page.getByRole('link', { name: 'Open the kiosk' }).click();
const verdict = (page: Page) => page.locator('#kiosk-verdict').filter({ hasText: /./ });
const invitation = (page: Page) => page.locator('#kiosk-message').getByText('Look at the camera');

describe('the kiosk', () => {
  test('invites, welcomes whom it knows, and invites again, by itself', async () => {
    const { page, problems } = await openWith(3, {
      bypassCSP: true,
      // No colour is on its way to another.
      reducedMotion: 'reduce',
    });
    await open(page);
    await invitation(page).waitFor();
    expect(new URL(page.url()).hash).toBe('#/kiosk?group=people');
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByRole('contentinfo').count()).toBe(0);
    await verdict(page).waitFor();
    expect(await page.getByRole('alert').allTextContents()).toContain('Welcome, Hal');
    // Read from two metres: a tenth of the screen's height.
    const size = await verdict(page).evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));
    expect(size).toBeGreaterThanOrEqual(72);
    expect(await flawsOf(page)).toEqual([]);
    await invitation(page).waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await verdict(page).getByText('Welcome, Hal').waitFor();
    expect(problems).toEqual([]);
  });

  test('says that it does not know a stranger, in the language of the page', async () => {
    const { page, problems } = await openWith(6);
    await open(page);
    await verdict(page).getByText('I do not know you').waitFor();
    await invitation(page).waitFor();
    await page.evaluate(() => localStorage.setItem('mien-demo-language', 'zh'));
    await page.reload();
    await page.locator('#kiosk-message').getByText('请看摄像头').waitFor();
    await verdict(page).getByText('我不认识您').waitFor();
    expect(problems).toEqual([]);
  });

  test('says what to do about a group that is empty, and goes on once somebody is in it', async () => {
    const { context, page } = await openWith(3);
    await page.goto(`${server.address}#/kiosk?group=staff`);
    await page.getByText('Nobody is in the group “staff”').waitFor();
    await page.getByRole('link', { name: 'Add people' }).waitFor();
    const other = await context.newPage();
    await other.goto(`${server.address}#/people`);
    await other.locator('.person').filter({ hasText: 'Hal' }).click();
    const card = other.getByRole('region', { name: 'Hal' });
    await card.getByLabel('Add to a group').fill('staff');
    await card.getByRole('button', { name: 'Add', exact: true }).click();
    await card.getByText('staff').waitFor();
    await other.close();
    await verdict(page).getByText('Welcome, Hal').waitFor();
  });

  test('asks for a group where the address names none, and for the passphrase where the people are locked', async () => {
    const { page } = await openWith(3);
    await page.getByLabel('New passphrase').fill('open sesame please');
    await page.getByRole('button', { name: 'Set the passphrase' }).click();
    await page.getByText('The passphrase was set.').waitFor();
    await page.goto(`${server.address}#/kiosk`);
    await page.getByRole('combobox', { name: 'Group' }).selectOption('people');
    await page.getByRole('link', { name: 'Open the kiosk' }).waitFor();
    await page.goto(`${server.address}#/keeping`);
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByText('The people are locked.').waitFor();
    await page.goto(`${server.address}#/kiosk?group=people`);
    await page.getByLabel('Passphrase').fill('open sesame please');
    // Whoever stands before a kiosk cannot delete everybody.
    expect(await page.getByRole('button', { name: 'Delete everything' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await verdict(page).getByText('Welcome, Hal').waitFor();
  });

  test('is left by Escape, and by a corner that is held for two seconds, by pointer or key', async () => {
    const { page } = await openWith(3);
    const corner = page.getByRole('button', { name: 'Leave the kiosk: hold for two seconds' });
    const left = page.getByRole('heading', { level: 1, name: 'Your device knows your face' });
    await open(page);
    await invitation(page).waitFor();
    await page.keyboard.press('Escape');
    await left.waitFor();

    await page.goto(`${server.address}#/kiosk?group=people`);
    await invitation(page).waitFor();
    const box = await corner.boundingBox();
    if (box === null) throw new Error('no corner');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
    // The first touch makes it fill the screen, and is no way out.
    await page.waitForFunction(() => document.fullscreenElement?.localName === 'html');
    await verdict(page).waitFor();
    await invitation(page).waitFor();
    await page.mouse.down();
    await left.waitFor();
    await page.mouse.up();
    await page.waitForFunction(() => document.fullscreenElement === null);

    await page.goto(`${server.address}#/kiosk?group=people`);
    await corner.focus();
    await page.keyboard.down('Space');
    await left.waitFor();
    await page.keyboard.up('Space');
  });

  test('waits for a camera that is refused or pulled out, and goes on when it is there', async () => {
    browser = await launchBrowser(filmedBy(film));
    const { context, page } = await openDemo(browser, `${server.address}#/people`);
    await enrol(page, 'Hal', packagePhoto(3));
    await context.addInitScript(() => {
      const state: CameraState = { refused: true, stream: undefined, locks: 0 };
      Object.assign(globalThis, { state });
      const { mediaDevices, wakeLock } = navigator;
      const openCamera = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        if (state.refused) throw new DOMException('not allowed', 'NotAllowedError');
        state.stream = await openCamera(constraints);
        return state.stream;
      };
      const request = wakeLock.request.bind(wakeLock);
      wakeLock.request = (type) => {
        state.locks += 1;
        return request(type);
      };
    });
    await page.goto(`${server.address}#/kiosk?group=people`);
    await page.reload();
    const said = page.locator('#kiosk-message');
    await said.getByText('The camera was not allowed').waitFor();
    const change = (refused: boolean) =>
      page.evaluate((refused) => {
        const { state } = globalThis as unknown as { state: CameraState };
        state.refused = refused;
        // As those of a camera that is pulled out.
        for (const track of refused ? (state.stream?.getTracks() ?? []) : []) {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
      }, refused);
    await change(false);
    await verdict(page).getByText('Welcome, Hal').waitFor();
    await invitation(page).waitFor();
    await change(true);
    await said.getByText(/^The camera (stopped|was not allowed)/).waitFor();
    await change(false);
    await verdict(page).getByText('Welcome, Hal').waitFor();
    // The screen is to stay on.
    const locks = await page.evaluate(() => (globalThis as unknown as { state: CameraState }).state.locks);
    expect(locks).toBeGreaterThan(0);
  });

  test('welcomes nobody by a photo where a movement is asked for', async () => {
    const { page, problems } = await openWith(3);
    await page.getByLabel('Ask for a movement before a welcome').check();
    await open(page);
    await page.getByText('Please do what is asked below').waitFor();
    expect(new URL(page.url()).hash).toBe('#/kiosk?group=people&living=yes');
    // The film is of one photo of Hal. What kept it from passing is said, and the next one is invited.
    await page.locator('.greeter[data-scene=trouble]').waitFor();
    expect(await page.locator('#kiosk-verdict').textContent()).toBe('');
    await invitation(page).waitFor();
    expect(problems).toEqual([]);
  });
});
