import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { RunningServer } from '../browser';
import type { Consumer } from './consumer';
import { offer, offerPackage } from './offer';
import { perform } from './perform';
import { prepare, unpack } from './prepare';
import { isRight, visit } from './visit';

export interface Outcome {
  readonly name: string;
  readonly title: string;
  /** Of the tools that the table names, as installed. */
  readonly versions: Readonly<Record<string, string>>;
  /** What the page said, or the build. */
  readonly said: string;
  readonly right: boolean;
}

interface Circumstances {
  /** The packed package. */
  readonly tarball: string;
  /** A folder for all consumers. */
  readonly scratch: string;
  readonly fromRegistry: boolean;
  readonly browser: () => Promise<Browser>;
}

/** Installs the tarball in a fresh folder, builds for production, and verifies a photo in Chromium. */
export async function check(
  consumer: Consumer,
  { tarball, scratch, fromRegistry, browser }: Circumstances,
): Promise<Outcome> {
  const { name, title } = consumer;
  const servers: RunningServer[] = [];
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  try {
    const prepared = await prepare(consumer, tarball, folder, fromRegistry);
    let cdn: string | undefined;
    if (consumer.cdn) {
      const offered = join(scratch, `${name}-cdn`);
      await unpack(tarball, offered);
      const server = await offerPackage(offered);
      servers.push(server);
      cdn = server.address.slice(0, -1);
    }
    const env = { ...prepared.env, ...(cdn ? { CDN: cdn } : {}) };
    const built = await perform('npm', ['run', 'build', '--silent'], { cwd: folder, env });
    const versions = versionsOf(consumer, folder);
    if (consumer.folder === undefined && consumer.start === undefined)
      return { name, title, versions, said: built.trim(), right: true };
    const missing: string[] = [];
    const server = await offer(consumer, { folder, env }, cdn, (path) => missing.push(`missing: ${path}`));
    servers.push(server);
    const seen = await visit(await browser(), server.address);
    const complaints = [...new Set([...seen.complaints, ...missing])];
    const right = isRight({ ...seen, complaints });
    return { name, title, versions, said: [seen.verdict, ...complaints].join('; '), right };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { name, title, versions: versionsOf(consumer, folder), said, right: false };
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
}

function versionsOf({ tools = [] }: Consumer, folder: string): Record<string, string> {
  const versions = tools.flatMap((tool) => {
    const file = join(folder, 'node_modules', tool, 'package.json');
    return existsSync(file) ? [[tool, JSON.parse(readFileSync(file, 'utf8')).version as string]] : [];
  });
  return Object.fromEntries(versions);
}
