import { serve } from '../../workers/serve';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A worker that does as it is told, for worker-client.browser.test.ts. */
const service = {
  start: pause,
  echo: async (value: unknown) => ({ ok: true, value }),
  slow: async (ms: number) => {
    await pause(ms);
    return { ok: true, value: 'late' };
  },
  die: () => self.close(),
};

export type FixtureService = typeof service;

serve(service);
