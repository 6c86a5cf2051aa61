import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawsOf } from '../../tools/axe';
import { DEMO_HEADERS, launchBrowser, type RunningServer, serve } from '../../tools/browser';
import { limit } from '../../tools/host';
import { Broker, Line, whyNoBroker } from '../../tools/rehearsal';
import { packagePhoto } from '../support/data';
import { DEMO, enrol, goTo, type OpenDemo, openDemo, person, started, verify } from '../support/demo';

const why = whyNoBroker();
const SOON = { timeout: limit(30_000) };

describe.skipIf(why !== null)(`devices on the demo’s page${why ? ` (skipped: ${why})` : ''}`, () => {
  let broker: Broker;
  let line: Line;
  let site: RunningServer;
  let browser: Awaited<ReturnType<typeof launchBrowser>>;
  let office: OpenDemo;
  let door: OpenDemo;

  beforeAll(async () => {
    broker = await Broker.start();
    line = await Line.to(broker.url);
    site = await serve({ folders: { '/': DEMO }, headers: DEMO_HEADERS });
    browser = await launchBrowser();
    office = await openDemo(browser, `${site.address}#/fleet`, { bypassCSP: true });
    // The other one is a phone, under the policy that the demo is served with.
    const viewport = { width: 360, height: 800 };
    door = await openDemo(browser, `${site.address}#/fleet`, { viewport, hasTouch: true });
  });

  afterAll(async () => {
    await browser?.close();
    await site?.[Symbol.asyncDispose]();
    line?.[Symbol.dispose]();
    await broker?.[Symbol.asyncDispose]();
  });

  it('asks no server before somebody has named one, and says what an address looks like', async () => {
    const { page } = office;
    expect(await flawsOf(page)).toEqual([]);
    await page.getByLabel('Address of the server').fill('fleet.example.org');
    await page.getByLabel('Name of this device').fill('office');
    await page.getByRole('button', { name: 'Join', exact: true }).click();
    await page.getByText('This is no address of a server.').waitFor();
    expect(line.frames).toEqual([]);
  });

  it('one begins a fleet; another joins by digits that one person types and another compares', async () => {
    await enter(office.page, 'Begin a new fleet, with this device as the first', 'office', 'House');
    await stands(office.page, 'live');
    await goTo(office.page, 'People');
    await enrol(office.page, 'Ann', packagePhoto(3));
    await office.page.goBack();
    await office.page.getByLabel('What may it do?').waitFor();
    expect(await flawsOf(office.page)).toEqual([]);
    await office.page.getByRole('button', { name: 'Invite a device' }).click();
    await enter(door.page, 'Join devices that share already', 'north door');
    await door.page.getByText('Type these digits on the device that invites').waitFor();
    const code = await digits(door.page);
    const typed = office.page.getByLabel('Digits on the new device');
    await typed.fill(code === '000000' ? '000001' : '000000');
    await typed.press('Enter');
    await office.page.getByText('These are not its digits. 2 tries are left.').waitFor();
    await typed.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await typed.press('Enter');
    await office.page.getByText('The new device must show these digits').waitFor();
    await door.page.getByText('“House”: does the other device show these digits?').waitFor();
    expect(await digits(door.page)).toBe(await digits(office.page));
    expect(await cut(door.page)).toEqual([]);
    await door.page.getByRole('button', { name: 'Yes, the same' }).click();
    await stands(door.page, 'live');
    await office.page.getByRole('button', { name: 'Done' }).click();
  });

  it('both list both with their last contact, and whoever was enrolled on one is verified on the other', async () => {
    for (const [page, own, other] of [
      [office.page, 'office', 'north door'],
      [door.page, 'north door', 'office'],
    ] as const) {
      await expect
        .poll(() => rowOf(page, own), SOON)
        .toMatch(/this device.*(ago|now).*up to date.*current \(no\. 1\)/);
      await expect.poll(() => rowOf(page, other), SOON).toMatch(/(ago|now).*up to date.*current/);
    }
    expect(await cut(door.page)).toEqual([]);
    await door.page.goto(`${site.address}#/verify`);
    await started(door.page);
    expect(await verify(door.page, packagePhoto(3))).toBe('Yes, this is Ann.');
    // Whom the other device deletes is gone here, on a page that shows everybody.
    await door.page.goto(`${site.address}#/people`);
    await person(door.page, 'Ann').waitFor();
    await goTo(office.page, 'People');
    await enrol(office.page, 'Bea', packagePhoto(1));
    await person(door.page, 'Bea').waitFor();
    await goTo(office.page, 'Devices');
  });

  it('goes on after a reload, without a network, and with it again', async () => {
    const { page } = door;
    await page.goto(`${site.address}#/fleet`);
    await page.reload();
    await stands(page, 'live');
    line.cut();
    await stands(page, 'offline');
    await page.getByText(/^Not connected since .*Matching goes on/).waitFor();
    line.mend();
    for (const each of [page, office.page]) await stands(each, 'live');
  });

  it('a device that is taken out is told so, and shown so, after two words were typed', async () => {
    const { page } = office;
    await page.getByRole('button', { name: 'Take out north door' }).click();
    const confirmation = page.getByLabel('Type the words “take out” to confirm');
    expect(await confirmation.evaluate((input) => input === document.activeElement)).toBe(true);
    await confirmation.press('Enter');
    expect(await rowOf(page, 'north door')).not.toContain('taken out');
    await confirmation.fill('Take out');
    expect(await flawsOf(page)).toEqual([]);
    await confirmation.press('Enter');
    await expect.poll(() => rowOf(page, 'north door'), SOON).toMatch(/taken out .*(ago|now)/);
    await expect.poll(() => rowOf(page, 'office'), SOON).toContain('current (no. 2)');
    await stands(door.page, 'ended');
    await door.page.getByText('This device was taken out of the fleet.').waitFor();
    await door.page.getByLabel('Type the word “leave” to confirm').fill('leave');
    await door.page.getByRole('button', { name: 'Leave the fleet' }).click();
    await door.page.getByRole('button', { name: 'Join', exact: true }).waitFor();
    await door.page.goto(`${site.address}#/people`);
    await person(door.page, 'Ann').waitFor();
  });

  it('says all of it in Chinese', async () => {
    const { page } = office;
    await page.getByLabel('Language').selectOption('中文');
    await page.getByText('已连接，人员都已同步。').waitFor();
    await expect.poll(() => rowOf(page, 'office'), SOON).toMatch(/此设备.*已同步.*当前（第 2 个）/);
    await expect.poll(() => rowOf(page, 'north door'), SOON).toMatch(/移出/);
    expect([office.problems, door.problems].map((all) => all.filter(isUnexpected))).toEqual([[], []]);
  });

  async function enter(page: Page, what: string, device: string, fleet?: string): Promise<void> {
    await page.getByLabel(what).check();
    await page.getByLabel('Address of the server').fill(line.url);
    await page.getByLabel('Name of this device').fill(device);
    if (fleet !== undefined) await page.getByLabel('Name of the fleet').fill(fleet);
    await page.getByRole('button', { name: fleet === undefined ? 'Join' : 'Begin', exact: true }).click();
  }

  async function stands(page: Page, state: string): Promise<void> {
    await page.locator(`#fleet-state[data-state=${state}]`).waitFor(SOON);
  }

  async function digits(page: Page): Promise<string> {
    return ((await page.locator('.digits').textContent()) ?? '').replace(/\D/g, '');
  }

  /** A device's row as text; empty where there is none. */
  async function rowOf(page: Page, device: string): Promise<string> {
    const rows = await page.locator('.devices tbody tr').allTextContents();
    return rows.find((row) => row.startsWith(device)) ?? '';
  }

  /** What lies outside of the window. */
  function cut(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const wide = document.documentElement.clientWidth;
      return [...document.querySelectorAll('main *')]
        .filter((element) => {
          const { left, right, width } = element.getBoundingClientRect();
          return width > 0 && (left < -0.5 || right > wide + 0.5);
        })
        .map((element) => element.outerHTML.slice(0, 120));
    });
  }

  /** Of the line that was cut the browser itself complains. */
  function isUnexpected(problem: string): boolean {
    return !/^console: WebSocket connection to/.test(problem);
  }
});
