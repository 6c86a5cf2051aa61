import type { Servers } from '../transport';

export interface SessionOptions extends Servers {
  /** Between two looks whether the server has more than this device. */
  readonly heartbeatMs: number;
  /** Between two notes of this device's last contact. */
  readonly contactMs: number;
}

/** What happens, for who watches. */
export interface SessionEvents {
  online(): void;
  /** So many records are in the gallery now; `rest` are still to come. */
  received(count: number, rest: number): void;
  sent(): void;
  heard(): void;
}
