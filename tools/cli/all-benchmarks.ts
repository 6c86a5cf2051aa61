import { COMMON_USAGE } from '../../bench/harness';

const USAGE = `npm run mien -- bench all [options]

All benchmarks but the page and the second opinion, which needs labelled photos, the quick ones first, each with these options: twenty to thirty minutes.
`;

interface Benchmark {
  run(args: readonly string[]): Promise<number>;
}

const ALL: Readonly<Record<string, () => Promise<Benchmark>>> = {
  verify: () => import('../../bench/verify/command'),
  cold: () => import('../../bench/cold/command'),
  'main-thread': () => import('../../bench/main-thread/command'),
  memory: () => import('../../bench/memory/command'),
  throughput: () => import('../../bench/throughput/command'),
  cosine: () => import('../../bench/cosine/command'),
  gallery: () => import('../../bench/gallery/command'),
  duplicates: () => import('../../bench/duplicates/command'),
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
