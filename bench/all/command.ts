import { COMMON_USAGE } from '../harness';

const USAGE = `npm run mien -- bench all [options]

All benchmarks but the page, the quick ones first, each with these options: twenty to thirty minutes.
`;

interface Benchmark {
  run(args: readonly string[]): Promise<number>;
}

const ALL: Readonly<Record<string, () => Promise<Benchmark>>> = {
  verify: () => import('../verify/command'),
  cold: () => import('../cold/command'),
  'main-thread': () => import('../main-thread/command'),
  memory: () => import('../memory/command'),
  throughput: () => import('../throughput/command'),
  cosine: () => import('../cosine/command'),
  gallery: () => import('../gallery/command'),
};

/** Ends with the first that fails. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(`${USAGE}\n${COMMON_USAGE}`);
    return 0;
  }
  for (const [name, load] of Object.entries(ALL)) {
    console.error(`\n== ${name}`);
    const status = await (await load()).run(args);
    if (status !== 0) return status;
  }
  return 0;
}
