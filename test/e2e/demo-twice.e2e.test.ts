import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { packagePhoto } from '../support/data';
import { enrol, goTo, openDemo, person, settled, started, useDemo } from '../support/demo';

const site = useDemo();

const openPeople = () => openDemo(site.browser, `${site.address}#/people`);

describe('who is enrolled twice', () => {
  const FIND = 'Who is enrolled twice?';
  const found = (page: Page) => settled(page, '#twice-message');
  const pairs = (page: Page) => page.locator('.pair');
  /** What was said before stands there until the answer is carried out. */
  const said = (page: Page, text: string) => page.locator('#twice-message').getByText(text).waitFor();
  async function look(page: Page): Promise<string> {
    // So that what is read afterwards is of this look.
    await page.locator('#twice-message').evaluate((message) => message.replaceChildren());
    await page.getByRole('button', { name: FIND }).click();
    return found(page);
  }
  const ONE = '1 pair looks like one person. You know better.';
  const NONE = 'Good: nobody seems to be enrolled twice.';

  test('is asked about by pairs, in words; each of the three answers leads on', async () => {
    const { context, page, problems } = await openPeople();
    await enrol(page, 'Ann', packagePhoto(3));
    await enrol(page, 'Bea', packagePhoto(6));
    expect(await look(page)).toBe(NONE);
    await page.getByRole('textbox', { name: 'Group' }).fill('staff');
    await enrol(page, 'Annie', packagePhoto(3));
    expect(await look(page)).toBe(ONE);
    const pair = pairs(page);
    expect(await pair.getByRole('heading').textContent()).toMatch(/^(Ann and Annie|Annie and Ann)$/);
    await pair.getByText('These look very much like the same person.').waitFor();
    // Figures are folded away, and none of them is a percentage.
    const figures = pair.getByText('on a scale that ends at 100');
    expect(await figures.isVisible()).toBe(false);
    const open = await pair.locator(':scope > :not(details)').allTextContents();
    expect(open.join(' ')).not.toMatch(/\d\d|%/);
    await pair.getByText('Details').click();
    expect(await figures.textContent()).toMatch(/^100\.0 on a scale .* 3 people were compared/);

    // By keyboard alone: what had the focus is gone, and the next thing has it.
    await pair.getByRole('button', { name: 'Later' }).press('Enter');
    await said(page, 'They stay as they are. You are asked again next time.');
    expect(await page.locator(':focus').textContent()).toBe(FIND);
    await page.keyboard.press('Enter');
    await pair.getByRole('button', { name: 'Different people' }).press('Enter');
    await said(page, 'They stay two people.');
    expect(await look(page)).toBe(NONE);
    await goTo(page, 'Verify');
    await goTo(page, 'People');
    expect(await look(page)).toBe(NONE);
    await page.reload();
    await started(page);
    expect(await look(page)).toBe(ONE);

    await pair.getByRole('button', { name: 'Same person' }).click();
    await pair.getByText('Photos were not kept, so faces cannot go').waitFor();
    await pair.getByRole('radio', { name: 'Annie with 1 face' }).check();
    await pair.getByRole('radio', { name: 'Ann', exact: true }).check();
    await pair.getByRole('button', { name: 'Delete the other one: Ann' }).click();
    await said(page, 'Ann was deleted. Ann stays, in the groups of both.');
    await page.getByText('2 people', { exact: true }).waitFor();
    expect(await page.locator('.person .name').allTextContents()).toEqual(['Ann', 'Bea']);
    await person(page, 'Ann').click();
    const groups = page.getByRole('region', { name: 'Ann' }).locator('.tags');
    await groups.getByText('staff').waitFor();
    await groups.getByText('people').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  test('can be cancelled while it looks', async () => {
    const { context, page } = await openPeople();
    await enrol(page, 'Ann', packagePhoto(3));
    await enrol(page, 'Bea', packagePhoto(6));
    // Two people are compared at once: whoever wants to cancel that must be quicker than a hand.
    await page.evaluate(() => {
      const press = () => {
        const cancel = [...document.querySelectorAll('button')].find(
          ({ textContent }) => textContent === 'Cancel',
        );
        if (cancel) watch.disconnect();
        cancel?.click();
      };
      const watch = new MutationObserver(press);
      watch.observe(document.body, { childList: true, subtree: true });
    });
    expect(await look(page)).toBe('Cancelled.');
    expect(await look(page)).toBe(NONE);
    await context.close();
  });

  test('is asked in Chinese on a phone, where nothing is cut off', async () => {
    const phone = { locale: 'zh-CN', viewport: { width: 360, height: 740 } };
    const { context, page } = await openDemo(site.browser, `${site.address}#/people`, phone);
    for (const name of ['安', '一个很长很长很长很长很长很长很长很长很长的姓名']) {
      await page.locator('#enrol-name').fill(name);
      await page.getByLabel('此人的照片').first().setInputFiles(packagePhoto(3));
      await person(page, name).waitFor();
    }
    await page.getByRole('button', { name: '谁登记了两次？' }).click();
    await pairs(page).getByRole('button', { name: '同一个人', exact: true }).click();
    await pairs(page).getByText('保留哪一个？').waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await context.close();
  });
});
