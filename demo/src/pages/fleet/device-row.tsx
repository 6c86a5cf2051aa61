import type { FleetDevice } from '../../../../src/member';
import { messages } from '../../i18n';
import { ago, lasting } from './time';

interface DeviceRowProps {
  readonly device: FleetDevice;
  readonly own: boolean;
  /** The fleet's newest key. */
  readonly newest: number;
  readonly onRevoke: (() => void) | undefined;
}

export function DeviceRow({ device, own, newest, onRevoke }: DeviceRowProps) {
  const { fleet: words } = messages.value;
  const { name, role, contactMs, epoch, revokedMs } = device;
  if (revokedMs !== null)
    return (
      <tr class="gone">
        <th scope="row">{name}</th>
        <td colSpan={3}>{words.revoked(ago(revokedMs))}</td>
        {onRevoke && <td />}
      </tr>
    );
  return (
    <tr>
      <th scope="row">
        {name} {own && <span class="badge">{words.thisDevice}</span>}{' '}
        {role === 'admin' && <span class="badge">{words.roles.admin}</span>}
      </th>
      <td data-head={words.lastContact}>{contactMs === null ? words.never : ago(contactMs)}</td>
      <td data-head={words.lag}>{lagOf(device)}</td>
      <td data-head={words.fleetKey}>
        {epoch === null ? words.unknown : epoch < newest ? words.oldKey(epoch) : words.newKey(epoch)}
      </td>
      {onRevoke && (
        <td>
          {!own && (
            <button type="button" class="danger small" onClick={onRevoke} aria-label={words.revokeLong(name)}>
              {words.revoke}
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

function lagOf({ behind, lagMs }: FleetDevice): string {
  const { fleet: words } = messages.value;
  if (behind === null) return words.unknown;
  if (behind === 0) return words.upToDate;
  return lagMs === null ? words.changes(behind) : words.behind(words.changes(behind), lasting(lagMs));
}
