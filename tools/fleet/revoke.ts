import type { Session } from './session';

/** Takes a device out, by its id or, where only one has it, its name: its login first, then all that it could read. Resolves with its id. */
export async function revoke(
  session: Session,
  which: string,
): Promise<{ readonly device: string; readonly told: readonly string[] }> {
  const { fleet, place, live } = session;
  const found = (await fleet.devices()).filter(
    ({ id, name, revokedMs }) => revokedMs === null && (id === which || name === which),
  );
  const [device] = found;
  if (device === undefined) throw new Error(`there is no device "${which}"`);
  if (found.length > 1) throw new Error(`${found.length} devices are called "${which}": say which by its id`);
  if (device.id === fleet.device.id) throw new Error('this is the operator’s own device');
  const told = await place.withdraw(device.id);
  await live();
  await fleet.revoke(device.id);
  return { device: device.id, told };
}
