import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeFile } from '../files';
import { temporaryFolder } from '../testing';
import { readStreamed } from './large-packages';
import { npmOptions } from './npm-options';
import { streamPackage } from './stream-package';
import { pack, type Registry, startRegistry } from './testing';

const NAME = '@maker/networks';
const VERSION = '1.2.3';
/** Large enough to arrive in parts, and to be broken off on the way. */
const CONTENTS = {
  'models/net.json': Buffer.from('{}'),
  'models/net.bin': randomBytes(300_000),
  'other.bin': randomBytes(2_000_000),
};
const WANTED = ['models/net.json', 'models/net.bin'];

let packed: Awaited<ReturnType<typeof pack>>;
let registry: Registry;
let folder: string;
let lines: string[];

beforeAll(async () => {
  packed = await pack(CONTENTS);
});
beforeEach(async () => {
  lines = [];
  folder = await temporaryFolder();
  registry = await startRegistry(packed.tarball);
});
afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

/** Settings of a machine of its own, which asks once only. */
function options(environment: NodeJS.ProcessEnv = {}) {
  const own = { HOME: folder, npm_config_cache: join(folder, 'cache'), npm_config_fetch_retries: '0' };
  return npmOptions({ ...own, ...environment }, folder);
}

/** The registry as the user's own settings name it. */
async function useRegistry(more = ''): Promise<void> {
  await writeFile(join(folder, '.npmrc'), `registry=${registry.address}\n${more}`);
}

async function stream(files = WANTED, integrity = packed.integrity) {
  const found = await streamPackage(
    { name: NAME, version: VERSION, integrity, files },
    await options(),
    (line) => lines.push(line),
  );
  return Object.fromEntries([...found].map(([path, bytes]) => [path, Buffer.from(bytes)]));
}

it('keeps the files that are wanted, nothing else, and says what arrives', async () => {
  await useRegistry();
  const { 'other.bin': _, ...wanted } = CONTENTS;
  expect(await stream()).toEqual(wanted);
  expect(registry.asked.map(({ url }) => url)).toEqual(['/@maker/networks/-/networks-1.2.3.tgz']);
  expect(await readdir(folder)).toEqual(['.npmrc']);
  const megabytes = (packed.tarball.length / 1e6).toFixed(1);
  expect(lines.at(-1)).toBe(`models: loading ${NAME} ${VERSION}, ${megabytes} of ${megabytes} MB`);
});

it('asks the registry of the package’s scope, with the rights that npm has there', async () => {
  const { host } = new URL(registry.address);
  await writeFile(
    join(folder, '.npmrc'),
    `registry=http://nowhere.invalid/\n@maker:registry=${registry.address}\n//${host}/:_authToken=made-up\n`,
  );
  await stream();
  expect(registry.asked[0]?.authorization).toBe('Bearer made-up');
});

it('leaves the environment as it is', async () => {
  const before = { ...process.env };
  await npmOptions();
  expect(process.env).toEqual(before);
});

it('goes through the proxy that npm is told of', async () => {
  const found = await streamPackage(
    { name: NAME, version: VERSION, integrity: packed.integrity, files: WANTED },
    await options({ npm_config_registry: 'http://nowhere.invalid/', npm_config_proxy: registry.address }),
    () => {},
  );
  expect([...found.keys()].sort()).toEqual([...WANTED].sort());
  expect(registry.asked[0]?.url).toBe('http://nowhere.invalid/@maker/networks/-/networks-1.2.3.tgz');
});

it('refuses another tarball, one that breaks off, and one that is none; then it may be tried again', async () => {
  await useRegistry();
  const right = registry.answer;
  const other = await pack({ ...CONTENTS, 'other.bin': randomBytes(10) });
  registry.answer = (_, response) => response.end(other.tarball);
  await expect(stream()).rejects.toThrow(/did not come from npm's registry: [\s\S]*integrity/);

  const half = packed.tarball.subarray(0, packed.tarball.length / 2);
  registry.answer = (_, response) => {
    response.setHeader('content-length', packed.tarball.length);
    response.write(half, () => response.destroy());
  };
  await expect(stream()).rejects.toThrow("did not come from npm's registry");

  registry.answer = (_, response) => response.end('<html>sign in</html>');
  await expect(stream()).rejects.toThrow("did not come from npm's registry");

  registry.answer = (_, response) => response.writeHead(404).end('{}');
  await expect(stream()).rejects.toThrow(/404/);

  registry.answer = right;
  expect(Object.keys(await stream()).sort()).toEqual([...WANTED].sort());
});

it('gives up where nothing arrives any more', async () => {
  await useRegistry();
  registry.answer = (_, response) => {
    response.setHeader('content-length', packed.tarball.length);
    response.write(packed.tarball.subarray(0, 1000));
  };
  const asked = { name: NAME, version: VERSION, integrity: packed.integrity, files: WANTED };
  await expect(streamPackage(asked, await options(), () => {}, 500)).rejects.toThrow(
    'nothing arrives any more',
  );
});

it('names a file that the package lacks', async () => {
  await useRegistry();
  await expect(stream(['models/net.json', 'models/gone.bin'])).rejects.toThrow('has no models/gone.bin');
});

it('loads nothing where the files are there, and all again where one is damaged', async () => {
  const files = Object.fromEntries(
    WANTED.map((path) => [path, describeFile(path, CONTENTS[path as keyof typeof CONTENTS]).sha256]),
  );
  const pinned = { name: NAME, version: VERSION, integrity: packed.integrity, license: 'MIT', files };
  const kept = join(folder, 'kept');
  const settings = await options({ npm_config_registry: registry.address });
  const read = async (path: string) =>
    Buffer.from(
      await readStreamed(pinned, path, { log: (line) => lines.push(line), folder: kept, settings }),
    );
  for (const path of WANTED) expect(await read(path)).toEqual(CONTENTS[path as keyof typeof CONTENTS]);
  expect(registry.asked).toHaveLength(1);

  const file = join(kept, NAME, VERSION, 'models/net.bin');
  await writeFile(file, 'damaged');
  expect(await read('models/net.json')).toEqual(CONTENTS['models/net.json']);
  expect(await readFile(file)).toEqual(CONTENTS['models/net.bin']);
  expect(registry.asked).toHaveLength(2);
});
