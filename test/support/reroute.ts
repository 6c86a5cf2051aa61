import type { BrowserContext, Page, Route } from 'playwright-core';

/**
 * Answers requests for `pattern` by `answer` while `during` runs. It waits for answers under way before it lets go: an
 * answer that came after that would be an error which no test is there to see. A request whose asker has ended (a
 * worker that was closed) is nobody's, and an answer to it may fail.
 */
export async function rerouted<T>(
  at: BrowserContext | Page,
  pattern: string,
  answer: (route: Route) => Promise<unknown>,
  during: () => Promise<T>,
): Promise<T> {
  await at.route(pattern, (route) => answer(route).catch(() => undefined));
  try {
    return await during();
  } finally {
    await at.unrouteAll({ behavior: 'wait' });
  }
}
