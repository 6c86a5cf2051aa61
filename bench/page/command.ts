import { serveBench } from '../harness';

const USAGE = `npm run mien -- bench page

Serves the page on which anyone can measure their own browser, until it is stopped.`;

/** Returns once it serves; the server keeps the process alive. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const server = await serveBench();
  console.log(`${server.address}bench/index.html`);
  return 0;
}
