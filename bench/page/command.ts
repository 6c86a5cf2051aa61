import { serveBench } from '../harness';

/** Serves the page on which anyone can measure their own browser, until it is stopped. */
export async function servePage(): Promise<void> {
  const server = await serveBench();
  console.log(`${server.address}bench/index.html`);
}
