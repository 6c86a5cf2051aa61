/** A module that a word of the command line stands for; importing it runs nothing. */
interface Runnable {
  /** Resolves to the exit status. */
  run(args: readonly string[]): Promise<number>;
}

export interface Entry {
  readonly name: string;
  /** What it does, in the list of commands. */
  readonly line: string;
  /** Arguments of the set-up that goes before it; null for none. */
  readonly setUp: readonly string[] | null;
  /** Not before it is run: a list of commands must not wait for browsers' drivers. */
  readonly load: () => Promise<Runnable>;
  /** Words that the module is given before what was typed. */
  readonly before?: readonly string[];
  /** Of its group: the one that runs where none is named. */
  readonly usual?: true;
}

export interface Group {
  readonly name: string;
  readonly line: string;
  readonly commands: readonly Entry[];
}

const DRIVES_A_BROWSER: readonly string[] = [];
const BUILDS_OR_SERVES = ['--browser-optional'];
const NEEDS_NATS = ['--browser-optional', '--nats'];
const DRIVES_BOTH_BROWSERS = ['--firefox'];

const models: Group = {
  name: 'models',
  line: 'networks beyond the built-in one',
  commands: [
    {
      name: 'list',
      line: 'what there is, and what is installed',
      setUp: BUILDS_OR_SERVES,
      load: () => import('../models/command'),
      before: ['list'],
    },
    {
      name: 'add',
      line: 'fetch, check and convert one, and put it into dist/assets',
      setUp: BUILDS_OR_SERVES,
      load: () => import('../models/command'),
      before: ['add'],
    },
    {
      name: 'remove',
      line: 'take one out of dist/assets',
      setUp: BUILDS_OR_SERVES,
      load: () => import('../models/command'),
      before: ['remove'],
    },
    {
      name: 'build',
      line: 'make the built-in ones, as the set-up does',
      // Which would refuse a build that was changed on purpose.
      setUp: null,
      load: () => import('../../models/build/command'),
    },
  ],
};

const audit: Group = {
  name: 'audit',
  line: 'audit logs of galleries',
  commands: [
    {
      name: 'verify',
      line: 'follow the chain of an exported log, and say what is broken and where',
      setUp: null,
      load: () => import('../audit/command'),
    },
  ],
};

const fleetCommand = (...before: string[]) => ({
  setUp: NEEDS_NATS,
  load: () => import('../fleet/command'),
  before,
});

const fleet: Group = {
  name: 'fleet',
  line: 'devices that share people over nats-server, for whoever runs them',
  commands: [
    {
      name: 'init',
      line: 'servers’ configuration, streams, and the operator’s device',
      ...fleetCommand('init'),
    },
    { name: 'invite', line: 'let one device in, by the code that it shows', ...fleetCommand('invite') },
    { name: 'devices', line: 'who there is, last contact, and how far behind', ...fleetCommand('devices') },
    { name: 'revoke', line: 'take a device out, and seal everything anew', ...fleetCommand('revoke') },
    { name: 'audit', line: 'audit verify: follow the chains of the audit stream', ...fleetCommand('audit') },
  ],
};

const evaluations: Group = {
  name: 'eval',
  line: 'what the engine makes of your photos',
  commands: [
    {
      name: 'accuracy',
      line: 'error rates on labelled photos, with a report',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/accuracy/command'),
      usual: true,
    },
    {
      name: 'agree',
      line: 'whether browsers and backends give the same',
      setUp: DRIVES_BOTH_BROWSERS,
      load: () => import('../eval/agree/command'),
    },
    {
      name: 'calibrate',
      line: 'the table similarity → false match rate of models/manifest.json',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/calibration/command'),
    },
    {
      name: 'copies',
      line: 'both rates of the rule against almost identical photos',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/copies/command'),
    },
    {
      name: 'faces',
      line: 'faces found in group photos, and milliseconds',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/faces/command'),
    },
    {
      name: 'nonface',
      line: 'how often something without a face is taken for one',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/nonface/command'),
    },
    {
      name: 'pad',
      line: 'shown faces taken for living ones, and the other way round',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/pad/command'),
    },
    {
      name: 'quality',
      line: 'what the quality gate of enrolment costs and saves',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/quality/command'),
    },
    {
      name: 'robustness',
      line: 'what size, blur, JPEG, covering … do to a comparison',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/robustness/command'),
    },
    {
      name: 'second',
      line: 'two networks in two stages: error rates, and their table in models/manifest.json',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/second/command'),
    },
    {
      name: 'unlinkability',
      line: 'whether stored templates link two galleries of the same people',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../eval/unlinkability/command'),
    },
  ],
};

const benchmarks: Group = {
  name: 'bench',
  line: 'how fast this machine is, beside others',
  commands: [
    {
      name: 'all',
      line: 'all of the following but second and the page',
      setUp: DRIVES_A_BROWSER,
      load: () => import('./all-benchmarks'),
      usual: true,
    },
    {
      name: 'verify',
      line: 'photo to verdict beside human and face-api',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/verify/command'),
    },
    {
      name: 'second',
      line: 'what the second opinion costs, beside the first alone',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/second/command'),
    },
    {
      name: 'cold',
      line: 'page to first template: first visit, reload, second visit',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/cold/command'),
    },
    {
      name: 'main-thread',
      line: 'longest tasks of the page’s own thread',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/main-thread/command'),
    },
    {
      name: 'memory',
      line: 'what each holds after a number of photos',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/memory/command'),
    },
    {
      name: 'throughput',
      line: 'persons enrolled per second',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/throughput/command'),
    },
    {
      name: 'cosine',
      line: 'the hot loop, beside the memory’s speed',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/cosine/command'),
    },
    {
      name: 'gallery',
      line: 'opening, searching, writing, export and import',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/gallery/command'),
    },
    {
      name: 'fleet',
      line: 'people shared over a real nats-server: first sync, deletions, catching up',
      setUp: NEEDS_NATS,
      load: () => import('../../bench/fleet/command'),
    },
    {
      name: 'duplicates',
      line: 'finding who is enrolled twice among 20,000 persons',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/duplicates/command'),
    },
    {
      name: 'page',
      line: 'serve the page that measures any browser',
      setUp: DRIVES_A_BROWSER,
      load: () => import('../../bench/page/command'),
    },
  ],
};

/** Every command, in the order of the list. */
export const TREE: readonly (Entry | Group)[] = [
  {
    name: 'verify',
    line: 'compare photos; exit status 0 match, 1 no match, 2 error',
    setUp: DRIVES_A_BROWSER,
    load: () => import('../verify/command'),
  },
  models,
  audit,
  fleet,
  evaluations,
  benchmarks,
  {
    name: 'size',
    line: 'what a first visit loads, against budgets',
    setUp: BUILDS_OR_SERVES,
    load: () => import('../size/command'),
  },
  {
    name: 'package',
    line: 'what would be published, as users’ tools see it',
    setUp: BUILDS_OR_SERVES,
    load: () => import('../package/command'),
  },
  {
    name: 'consumers',
    line: 'applications that use the package, with bundlers and frameworks',
    setUp: DRIVES_A_BROWSER,
    load: () => import('../consumers/command'),
  },
  {
    name: 'start',
    line: 'serve the demo (npm start)',
    setUp: BUILDS_OR_SERVES,
    load: () => import('../start/command'),
  },
  {
    name: 'build',
    line: 'build package and demo (npm run build)',
    setUp: BUILDS_OR_SERVES,
    load: () => import('../build/command'),
  },
  {
    name: 'docs',
    line: 'write what docs have from the code, and build their site (npm run docs)',
    setUp: BUILDS_OR_SERVES,
    load: () => import('../docs/command'),
  },
  {
    name: 'axe',
    line: 'barriers on the pages of the documentation, in light and dark',
    setUp: DRIVES_A_BROWSER,
    load: () => import('../axe/command'),
  },
  {
    name: 'screenshots',
    line: 'pictures of every page of the demo, by device, colours and language',
    setUp: DRIVES_A_BROWSER,
    load: () => import('../screenshots/command'),
  },
  {
    name: 'lighthouse',
    line: 'performance, accessibility and best practices of the demo, as Lighthouse scores them',
    setUp: DRIVES_A_BROWSER,
    load: () => import('../lighthouse/command'),
  },
  {
    name: 'setup',
    line: 'install and make all that the others need',
    setUp: null,
    load: () => import('../setup/index.mjs'),
    before: ['--firefox', '--nats'],
  },
];
