/** Why a fleet does not go on. */
export type FleetTrouble =
  /** This device was revoked: it is told nothing more. */
  | 'revoked'
  /** The server does not let this device in, or not do what it must. */
  | 'refused'
  /** This device is no member, or has lost its keys. */
  | 'no_member'
  /** Only an admin's device can do that. */
  | 'no_admin'
  /** There is no such device. */
  | 'no_device'
  /** No server answers. */
  | 'offline';

export class FleetError extends Error {
  override readonly name = 'FleetError';
  readonly kind: FleetTrouble;

  constructor(kind: FleetTrouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
