import { fromBase64url } from '../bytes';
import { pairOf, type Secrets } from '../keys';
import { auditStream, auditSubject, readAll, type Stores } from '../transport';
import { type Chain, openChain } from './chain';

/** All devices' entries, each chain verified. Null where this device is not one that reads them. */
export async function readAudit(stores: Stores, secrets: Secrets): Promise<Chain[] | null> {
  if (secrets.auditSeed === null) return null;
  const pair = await pairOf(fromBase64url(secrets.auditSeed));
  const prefix = auditSubject(stores.fleet, '');
  const values = new Map<string, Uint8Array[]>();
  for (const { key, value } of await readAll(stores, auditStream(stores.fleet))) {
    const device = key.slice(prefix.length);
    const known = values.get(device);
    if (known === undefined) values.set(device, [value]);
    else known.push(value);
  }
  return Promise.all([...values].map(([device, each]) => openChain(stores.fleet, device, pair, each)));
}
