import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nkeys } from '@nats-io/nats-core';
import * as v from 'valibot';
import { accountsText, type Login, reload } from './server';

const schema = v.object({
  name: v.string(),
  servers: v.array(v.string()),
  replicas: v.number(),
  /** Password of branches; null where none may come. */
  leaf: v.nullable(v.string()),
  fleet: v.nullable(v.string()),
  logins: v.array(
    v.object({
      device: v.nullable(v.string()),
      nkey: v.string(),
      may: v.picklist(['operate', 'admin', 'write', 'read']),
    }),
  ),
});
export type Registry = v.InferOutput<typeof schema>;

/** The operator's directory: what the fleet is, who may log in, and the servers' configuration that comes of it. */
export class Place {
  readonly directory: string;
  #registry: Registry;

  private constructor(directory: string, registry: Registry) {
    this.directory = directory;
    this.#registry = registry;
  }

  static async create(directory: string, registry: Registry): Promise<Place> {
    const place = new Place(directory, registry);
    await place.change({});
    return place;
  }

  /** Null where there is none. */
  static async open(directory: string): Promise<Place | null> {
    let text: string;
    try {
      text = await readFile(join(directory, FILE), 'utf8');
    } catch {
      return null;
    }
    return new Place(directory, v.parse(schema, JSON.parse(text)));
  }

  get registry(): Registry {
    return this.#registry;
  }

  get vault(): string {
    return join(this.directory, 'admin.sealed');
  }

  /** Writes the registry and what comes of it, and tells the servers that run here. Resolves with their names. */
  async change(changes: Partial<Registry>): Promise<string[]> {
    this.#registry = { ...this.#registry, ...changes };
    const { fleet, logins, leaf } = this.#registry;
    await this.#write(FILE, `${JSON.stringify(this.#registry, null, 2)}\n`);
    await this.#write('accounts.conf', accountsText(fleet ?? '', logins, true, leaf));
    if (leaf !== null)
      await this.#write('accounts-branch.conf', accountsText(fleet ?? '', logins, false, null));
    return reload(this.directory);
  }

  /** A login for a device. Its seed is told to the device and kept nowhere. */
  async issue(device: string, may: Login['may']): Promise<string> {
    const { seed, nkey } = newLogin();
    await this.change({ logins: [...this.#registry.logins, { device, nkey, may }] });
    return seed;
  }

  /** Takes a device's login away: the servers close its connections. */
  async withdraw(device: string): Promise<string[]> {
    return this.change({ logins: this.#registry.logins.filter((login) => login.device !== device) });
  }

  async #write(name: string, text: string): Promise<void> {
    const path = join(this.directory, name);
    await writeFile(`${path}.next`, text, { mode: 0o600, flush: true });
    await rename(`${path}.next`, path);
  }
}

const FILE = 'fleet.json';

export function newLogin(): { readonly seed: string; readonly nkey: string } {
  const pair = nkeys.createUser();
  return { seed: new TextDecoder().decode(pair.getSeed()), nkey: pair.getPublicKey() };
}
