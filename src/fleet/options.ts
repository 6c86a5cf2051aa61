import type { FleetLogin } from '../protocol';
import type { GalleryPort } from './port';
import type { FleetError, Troubles } from './sync';
import type { Servers } from './transport';

export interface FleetOptions extends Servers {
  readonly port: GalleryPort;
  /** Ms between two looks whether the server has more than this device; 5000. */
  readonly heartbeatMs?: number;
  /** Ms between two notes of the last contact on the server; 300,000. */
  readonly contactMs?: number;
  /** The device's clock, ms of Unix time. */
  readonly now?: () => number;
  /** Called whenever `status` has changed. */
  readonly onStatus?: (status: FleetStatus) => void;
}

export interface FleetStatus {
  /** `offline`: no server answers, and everything goes on. `ended`: `reason` says why. */
  readonly state: 'offline' | 'syncing' | 'live' | 'ended';
  /** Records that have come since this device was opened. */
  readonly received: number;
  /** Records that are still to come. */
  readonly rest: number;
  /** When this device last had all that the server had, ms of Unix time by the server's clock; 0: never. */
  readonly heardMs: number;
  readonly troubles: Readonly<Troubles>;
  /** What ended the last connection; null while one lasts. */
  readonly fault: unknown;
  readonly reason: FleetError | null;
}

export interface FoundOptions extends FleetOptions {
  readonly name: string;
  readonly deviceName: string;
  /** Servers of the cluster that keep each record; 1. */
  readonly replicas?: number;
  /** Gives up. */
  readonly signal?: AbortSignal;
}

export interface JoinOptions extends FleetOptions {
  /** Logs in as somebody who may join and nothing else. */
  readonly joinLogin?: FleetLogin | undefined;
  /** Which of the invitations on a server; 'fleet'. */
  readonly place?: string;
  readonly deviceName: string;
  /** Shows the six digits that the admin is to type on the other device. */
  readonly showCode: (code: string) => void;
  /** Whether the other device shows these six digits, after the code was typed. */
  readonly confirm: (check: string, fleetName: string) => Promise<boolean>;
  readonly signal?: AbortSignal;
}
