import type { Page } from 'playwright-core';

/** More than any page has. */
const MOST_STOPS = 120;

/** What the focus is on, as it is announced. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: focused } = document;
    if (!(focused instanceof HTMLElement)) return '';
    const label = focused.getAttribute('aria-label');
    if (label !== null) return label;
    const labels = 'labels' in focused ? (focused.labels as NodeListOf<HTMLLabelElement> | null) : null;
    const [own] = labels ?? [];
    // A label around a list of options begins with its own words.
    return ((own?.firstChild ?? focused).textContent ?? '').trim();
  });
}

/** Goes on by the tabulator until the focus is on what has this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const focused = await focusedName(page);
    if (focused === name) return;
    passed.push(focused);
  }
  throw new Error(`no way by Tab to "${name}": ${passed.join(' | ')}`);
}

/** Chooses files in the dialog that a key opens, which is the system's own and no part of the page. */
export async function chooseByKey(page: Page, name: string, files: string): Promise<void> {
  // The browser is told before the key is pressed, which it must be.
  const opened = page.waitForEvent('filechooser');
  await tabTo(page, name);
  await page.keyboard.press('Space');
  await (await opened).setFiles(files);
}
