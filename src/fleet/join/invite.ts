import type { Msg, NatsConnection, Subscription } from '@nats-io/nats-core';
import { base64url, random } from '../bytes';
import { openFrom, publicKey, publicText, sealTo } from '../keys';
import { type Codes, codesOf, commitment } from './code';
import { knock, message, parse, reveal, subjects, type Welcome } from './messages';

/** Codes that an admin may mistype. */
const TRIES = 3;
/** Devices that may begin to join by one invitation: each is a guess for whoever sits between. */
const SESSIONS = 3;
const NONCE = 16;

export interface InviteOptions {
  /** Which of the invitations on a server it is; letters and digits. */
  readonly place: string;
  /** How long it is open, ms. */
  readonly expiresMs: number;
  /** What a device gets whose code was right. */
  readonly welcome: (device: Guest) => Promise<Welcome>;
}

/** The device that joins. */
export interface Guest {
  readonly name: string;
  /** Public keys, base64url. */
  readonly identity: string;
  readonly publicKey: string;
}

interface Visit {
  readonly session: string;
  readonly commitment: string;
  readonly adminNonce: string;
  shown: { readonly guest: Guest; readonly codes: Codes } | null;
}

/** What came of a typed code. */
export type Confirmation =
  | { readonly kind: 'joined'; readonly device: string; readonly check: string }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'over' };

/** An open invitation: it answers one device at a time, until one has joined, it is closed, or its time is over. */
export class Invitation {
  readonly #connection: NatsConnection;
  readonly #identity: CryptoKeyPair;
  readonly #options: InviteOptions;
  readonly #subscriptions: Subscription[] = [];
  readonly #timer: ReturnType<typeof setTimeout>;
  #visit: Visit | null = null;
  #sessions = 0;
  #tries = TRIES;
  #over = false;

  constructor(connection: NatsConnection, identity: CryptoKeyPair, options: InviteOptions) {
    this.#connection = connection;
    this.#identity = identity;
    this.#options = options;
    this.#listen(subjects.knock(options.place), (msg) => this.#greet(msg));
    this.#listen(subjects.reveal(options.place, '*'), (msg) => this.#see(msg));
    this.#timer = setTimeout(() => this.close(), options.expiresMs);
  }

  get open(): boolean {
    return !this.#over;
  }

  /** The name of the device that waits for its code to be typed; null while there is none. */
  get guest(): string | null {
    return this.#visit?.shown?.guest.name ?? null;
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  /** With the code that the new device shows. What it answers as `check` the admin's device shows, for the person at the new device to compare. */
  async confirm(code: string): Promise<Confirmation> {
    if (this.#over) return { kind: 'over' };
    const visit = this.#visit;
    if (visit?.shown == null) return { kind: 'nobody' };
    const { codes, guest } = visit.shown;
    if (code.replace(/\D/g, '') !== codes.code) {
      this.#tries -= 1;
      if (this.#tries === 0) this.close();
      return { kind: 'wrong', triesLeft: this.#tries };
    }
    this.close();
    const welcome = await this.#options.welcome(guest);
    const { session } = visit;
    const sealed = await sealTo(
      await publicKey(guest.publicKey),
      ['join welcome', session, codes.code, codes.check],
      message(welcome),
      this.#identity,
    );
    this.#connection.publish(subjects.welcome(this.#options.place, session), sealed);
    await this.#connection.flush();
    return { kind: 'joined', device: welcome.device.id, check: codes.check };
  }

  #listen(subject: string, take: (msg: Msg) => Promise<void>): void {
    const callback = (error: Error | null, msg: Msg) => {
      // What cannot be read is from no device of ours.
      if (error === null) take(msg).catch(() => msg.respond(message(null)));
    };
    this.#subscriptions.push(this.#connection.subscribe(subject, { callback }));
  }

  async #greet(msg: Msg): Promise<void> {
    const { session, commitment } = parse(knock, msg.data);
    const known = this.#visit;
    // Whoever has not heard the answer asks again.
    if (!this.#over && known?.session === session && known.commitment === commitment)
      return this.#answer(msg, known);
    if (this.#over || this.#sessions >= SESSIONS || this.#visit?.shown != null) {
      msg.respond(message(null));
      return;
    }
    this.#sessions += 1;
    const adminNonce = base64url(random(NONCE));
    this.#visit = { session, commitment, adminNonce, shown: null };
    await this.#answer(msg, this.#visit);
  }

  async #answer(msg: Msg, { adminNonce }: Visit): Promise<void> {
    msg.respond(message({ admin: await publicText(this.#identity), nonce: adminNonce }));
  }

  async #see(msg: Msg): Promise<void> {
    const visit = this.#visit;
    if (visit === null || msg.subject !== subjects.reveal(this.#options.place, visit.session)) {
      msg.respond(message({ accepted: false }));
      return;
    }
    const { session, adminNonce } = visit;
    const plain = await openFrom(this.#identity, ['join reveal', session, adminNonce], msg.data.slice());
    const { identity, publicKey, nonce, deviceName } = parse(reveal, plain);
    const committed = await commitment({ session, identity, publicKey, nonce, deviceName });
    // What a session shows again is the same, as the commitment has it: no other guess.
    const accepted = base64url(committed) === visit.commitment;
    if (accepted && visit.shown === null) {
      const admin = await publicText(this.#identity);
      const codes = await codesOf({ session, admin, adminNonce, identity, publicKey, nonce, deviceName });
      visit.shown = { guest: { name: deviceName, identity, publicKey }, codes };
    }
    msg.respond(message({ accepted }));
  }
}

/** 12 characters. */
export function newDeviceId(): string {
  return base64url(random(9));
}
