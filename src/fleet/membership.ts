import type { FleetLogin } from '../protocol';
import { base64url, fromBase64url, random } from './bytes';
import { ask, newDeviceId } from './join';
import { createPair, type Device, newSecrets, parseSecrets, publicText, wrapSecrets } from './keys';
import type { FoundOptions, JoinOptions } from './options';
import { firstState, stateBytes } from './sync';
import { admitted, connect, Stores, settled } from './transport';

/** The admin's code has to be typed by then, ms. */
const JOIN_MS = 300_000;

/** Makes a new fleet on the servers, and this device its first admin. */
export async function found(options: FoundOptions): Promise<void> {
  const { port, name, deviceName, replicas = 1, now = Date.now } = options;
  const fleet = base64url(random(12));
  const secrets = await newSecrets();
  const [identity, pair] = await Promise.all([createPair(), createPair()]);
  const device = { id: newDeviceId(), name: deviceName, role: 'admin', joinedMs: now() } as const;
  const self: Device = {
    ...device,
    identity: await publicText(identity),
    publicKey: await publicText(pair),
    keyEpoch: 1,
  };
  const signal = options.signal ?? AbortSignal.timeout(JOIN_MS);
  const connection = await connect(options, signal);
  try {
    await settled(() => Stores.create(fleet, connection, replicas), signal);
  } finally {
    await connection.close();
  }
  const wrapped = await wrapSecrets(secrets, device.id, pair);
  const start = { fleet, name, device, secrets: wrapped, admins: [self], revoked: [], swept: 1 };
  await port.saveDeviceKeys([identity, pair]);
  await port.saveState(stateBytes(firstState(start)));
}

/** Makes this device a member. Resolves with what it logs in with from now on, where the deployment issues that. */
export async function join(options: JoinOptions): Promise<string | null> {
  const { port, place = 'fleet', deviceName, showCode, confirm, joinLogin } = options;
  const signal = options.signal ?? AbortSignal.timeout(JOIN_MS);
  const connection = await connect({ ...options, login: joinLogin ?? options.login }, signal);
  try {
    const asked = { place, deviceName, showCode, confirm, signal };
    const { welcome, identity, pair } = await ask(connection, asked);
    const { fleet, name, admins, revoked, swept, credentials } = welcome;
    const device = { ...welcome.device, name: deviceName };
    const secrets = parseSecrets(fromBase64url(welcome.secrets));
    const wrapped = await wrapSecrets(secrets, device.id, pair);
    await port.saveDeviceKeys([identity, pair]);
    const start = { fleet, name, device, secrets: wrapped, admins, revoked, swept };
    await port.saveState(stateBytes(firstState(start)));
    if (credentials !== null)
      await admitted({ ...options, login: JSON.parse(credentials) as FleetLogin, device: device.id }, signal);
    return credentials;
  } finally {
    await connection.close();
  }
}
