import type { FleetTrouble } from '../errors';

/** What a device logs in with at the fleet's servers. */
export type FleetLogin =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  /** Of an NKey: the server has its public half only. */
  | { readonly seed: string };

export type FleetRole = 'admin' | 'member';

/** How a device takes part in a fleet. */
export interface FleetSetting {
  /** Addresses, `wss://host:port`; any of them. */
  readonly servers: readonly string[];
  /** Absent: what was given when the device joined. */
  readonly login?: FleetLogin | undefined;
  /** Makes a new fleet, where this device is in none. `replicas`: servers of the cluster that keep each record; 1. */
  readonly found?: { readonly name: string; readonly replicas?: number | undefined } | undefined;
  /** What the others call this device. */
  readonly deviceName: string;
  /** Logs in as somebody who may join and nothing else; absent: `login`. */
  readonly joinLogin?: FleetLogin | undefined;
  /** Ms without word of the fleet after which nothing is matched any more (−1200 `stale`); absent: never. */
  readonly maxStaleMs?: number | undefined;
  /** Least time between two attempts to reach a server, ms; 1000. */
  readonly retryMs?: number | undefined;
  /** Ms between two looks whether the server has more than this device; 5000. */
  readonly heartbeatMs?: number | undefined;
  /** Ms between two notes of this device's last contact, for the others to see; 300,000. */
  readonly contactMs?: number | undefined;
}

/** What a device that joins asks of the person before it. */
export interface FleetQuestions {
  /** Shows six digits, which are to be typed on an admin's device. */
  showCode(code: string): void;
  /** Whether that device shows these six digits, once the code was typed there. */
  confirm(check: string, fleetName: string): boolean | Promise<boolean>;
}

/** This device's place in its fleet. */
export interface FleetMember {
  /** The fleet's name. */
  readonly name: string;
  readonly device: { readonly id: string; readonly name: string; readonly role: FleetRole };
}

export interface FleetState {
  /**
   * `waiting`: another tab keeps this gallery in step. `offline`: no server answers, and matching goes on. `ended`: `trouble` says why, and nothing
   * goes on by itself.
   */
  readonly state: 'waiting' | 'offline' | 'syncing' | 'live' | 'ended';
  /** Records that have come since this page began. */
  readonly received: number;
  /** Records that are still to come. */
  readonly rest: number;
  /** When this device last had all that the server had, ms of Unix time by the server's clock; null before. */
  readonly heardMs: number | null;
  /** Records that no key opened, or that no device of this fleet wrote, since this page began. */
  readonly unopenable: number;
  /** What ended the last connection, in words; null while one lasts. */
  readonly fault: string | null;
  readonly trouble: FleetTrouble | null;
}

/** A device as the fleet knows it. Times by the server's clock, ms of Unix time. */
export interface FleetDevice {
  readonly id: string;
  readonly name: string;
  readonly role: FleetRole;
  readonly joinedMs: number;
  /** Null before the first contact. */
  readonly contactMs: number | null;
  /** Records of the fleet that came after what it had merged then: as many as it may lack now. Null where that is not known. */
  readonly behind: number | null;
  /**
   * For how long it may have lacked something, ms: 0 where nothing has come since, else since it last said that it had everything. Null where it never
   * had, or has not been there since a revocation.
   */
  readonly lagMs: number | null;
  /** Which of the fleet's keys it has: 1, and one more per revocation. Null for one that was revoked. */
  readonly epoch: number | null;
  /** Null for a device that is in the fleet. */
  readonly revokedMs: number | null;
}

/** What came of a code that was typed. */
export type FleetConfirmation =
  /** `check` is to be shown, for the person at the new device to compare. */
  | { readonly kind: 'joined'; readonly device: string; readonly check: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** No device waits for its code. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'over' };

export interface FleetInviting {
  /** Default `member`. */
  readonly role?: FleetRole | undefined;
  /** How long the invitation is open, ms; 300,000. */
  readonly expiresMs?: number | undefined;
  /** What the new device is to log in with from then on; absent: as it did to join. */
  readonly login?: FleetLogin | undefined;
}

/** A device's entries in the fleet's audit stream. */
export interface FleetAudit {
  readonly device: string;
  /** Lines of the device's log, up to the first that is wrong. */
  readonly lines: readonly string[];
  /** The first that is missing, changed or out of its place, from 1; null where all are right. */
  readonly brokenAt: number | null;
}

/** The gallery worker's calls of a fleet. 213 `fleet` with `data.fleet`; −1313 `option` for a setting that is none. */
export interface RemoteFleet {
  /** Null while the device is in no fleet. */
  fleetMember(appid: string): Promise<FleetMember | null>;
  /** Makes this device a member, where it is none. */
  fleetJoin(
    appid: string,
    setting: FleetSetting,
    asks: FleetQuestions | null,
    callId: string,
  ): Promise<FleetMember>;
  /** Keeps the gallery and the fleet's in step until it is cancelled, or ended for good; resolves then. */
  fleetFollow(
    appid: string,
    setting: FleetSetting,
    onState: (state: FleetState) => void,
    callId: string,
  ): Promise<null>;
  fleetDevices(appid: string): Promise<readonly FleetDevice[]>;
  fleetRevoke(appid: string, device: string): Promise<null>;
  fleetInvite(appid: string, inviting: FleetInviting): Promise<null>;
  fleetConfirm(appid: string, code: string): Promise<FleetConfirmation>;
  fleetDisinvite(appid: string): Promise<null>;
  fleetAudit(appid: string): Promise<readonly FleetAudit[]>;
  /** Forgets the fleet on this device; persons stay. It is to be revoked by an admin, too. */
  fleetLeave(appid: string, callId: string): Promise<null>;
}

/** Runs a call of the gallery worker, for this engine's appid. Callbacks that are given to it go through `proxy`, as another thread needs it. */
export type FleetDoor = <T>(
  signal: AbortSignal,
  run: (
    api: RemoteFleet,
    appid: string,
    callId: string,
    proxy: <C extends object>(callbacks: C) => C,
  ) => Promise<T>,
) => Promise<T>;
