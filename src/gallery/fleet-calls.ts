import type { RemoteFleet } from '../protocol';
import type { FleetHost } from './fleet';
import type { Gallery } from './store';

/** How the service runs what needs an open gallery. */
interface Runs {
  within<T>(appid: string, work: (gallery: Gallery) => Promise<T>): Promise<T>;
  cancellable<T>(
    callId: string,
    appid: string,
    work: (gallery: Gallery, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

/** The calls of a fleet. The first loads all that a fleet needs, which is more than the rest of the worker. */
export function fleetCalls({ within, cancellable }: Runs): RemoteFleet {
  const hosts = new WeakMap<Gallery, Promise<FleetHost>>();
  const hostOf = (gallery: Gallery): Promise<FleetHost> => {
    const known = hosts.get(gallery);
    if (known !== undefined) return known;
    const loading = import('./fleet').then(({ FleetHost }) => new FleetHost(gallery));
    // A network that failed may be there again.
    loading.catch(() => hosts.delete(gallery));
    hosts.set(gallery, loading);
    return loading;
  };
  const asked = <T>(appid: string, work: (host: FleetHost) => Promise<T>) =>
    within(appid, async (gallery) => work(await hostOf(gallery)));
  const atLength = <T>(
    callId: string,
    appid: string,
    work: (host: FleetHost, signal: AbortSignal) => Promise<T>,
  ) => cancellable(callId, appid, async (gallery, signal) => work(await hostOf(gallery), signal));

  return {
    fleetMember: (appid) => asked(appid, (host) => host.member()),
    fleetJoin: (appid, setting, asks, callId) =>
      atLength(callId, appid, (host, signal) => host.join(setting, asks, signal)),
    fleetFollow: (appid, setting, onState, callId) =>
      atLength(callId, appid, async (host, signal) => {
        await host.follow(setting, onState, signal);
        return null;
      }),
    fleetDevices: (appid) => asked(appid, (host) => host.devices()),
    fleetRevoke: (appid, device) =>
      asked(appid, async (host) => {
        await host.revoke(device);
        return null;
      }),
    fleetInvite: (appid, inviting) =>
      asked(appid, async (host) => {
        await host.invite(inviting);
        return null;
      }),
    fleetConfirm: (appid, code) => asked(appid, (host) => host.confirm(code)),
    fleetDisinvite: (appid) =>
      asked(appid, async (host) => {
        host.disinvite();
        return null;
      }),
    fleetAudit: (appid) => asked(appid, (host) => host.audit()),
    fleetLeave: (appid, callId) =>
      atLength(callId, appid, async (host, signal) => {
        await host.leave(signal);
        return null;
      }),
  };
}
