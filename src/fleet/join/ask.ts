import { type Msg, type NatsConnection, TimeoutError } from '@nats-io/nats-core';
import { base64url, random } from '../bytes';
import { createPair, openFrom, publicKey, publicText, sealTo } from '../keys';
import { codesOf, commitment } from './code';
import { answer, greeting, message, parse, subjects, type Welcome, welcome } from './messages';

/** A question gets lost where a branch finds its hub again, or a server reads its accounts anew: it is asked so often, each time so long, ms. */
const TIMES = 5;
const ANSWER_MS = 2000;
const NONCE = 16;

export interface AskOptions {
  readonly place: string;
  readonly deviceName: string;
  /** Shows the code that the admin is to type on the other device. */
  readonly showCode: (code: string) => void;
  /** Whether the other device shows these six digits, after the code was typed: the person at this one says. */
  readonly confirm: (check: string, fleetName: string) => Promise<boolean>;
  readonly signal: AbortSignal;
}

export type JoinTrouble = 'no_invitation' | 'not_confirmed' | 'damaged';

export class JoinError extends Error {
  override readonly name = 'JoinError';
  readonly kind: JoinTrouble;

  constructor(kind: JoinTrouble, text: string, options?: ErrorOptions) {
    super(text, options);
    this.kind = kind;
  }
}

export interface Joined {
  readonly welcome: Welcome;
  readonly identity: CryptoKeyPair;
  readonly pair: CryptoKeyPair;
}

/** The new device's side: it commits to its keys, hears the admin's, shows its own, and waits for the code to be typed. */
export async function ask(connection: NatsConnection, options: AskOptions): Promise<Joined> {
  const { place, deviceName, signal } = options;
  const [identity, pair] = await Promise.all([createPair(), createPair()]);
  const session = base64url(random(NONCE));
  const shown = {
    identity: await publicText(identity),
    publicKey: await publicText(pair),
    nonce: base64url(random(NONCE)),
    deviceName,
  };
  const committed = base64url(await commitment({ session, ...shown }));
  const asking = message({ session, commitment: committed });
  const knocked = await request(connection, subjects.knock(place), asking, 'no device invites');
  const greeted = parse(greeting, knocked);
  if (greeted === null) throw new JoinError('no_invitation', 'no invitation is open');
  const { admin, nonce: adminNonce } = greeted;
  const from = await publicKey(admin);
  const sealed = await sealTo(from, ['join reveal', session, adminNonce], message(shown));
  const welcomed = nextMessage(connection, subjects.welcome(place, session), signal);
  welcomed.catch(() => undefined);
  const seen = await request(connection, subjects.reveal(place, session), sealed, 'the invitation is over');
  if (!parse(answer, seen).accepted) throw new JoinError('no_invitation', 'the invitation is over');
  const { code, check } = await codesOf({ session, admin, adminNonce, ...shown });
  options.showCode(code);
  const bytes = await welcomed;
  const opened = await openFrom(pair, ['join welcome', session, code, check], bytes.slice(), from).catch(
    (cause: unknown) => {
      throw new JoinError('damaged', 'what came is not from the device that was asked', { cause });
    },
  );
  const got = parse(welcome, opened);
  if (!(await options.confirm(check, got.name)))
    throw new JoinError('not_confirmed', 'the devices do not show the same digits');
  return { welcome: got, identity, pair };
}

/** Whoever answers twice answers the same. */
async function request(
  connection: NatsConnection,
  subject: string,
  value: Uint8Array,
  trouble: string,
): Promise<Uint8Array> {
  for (let time = 1; ; time++) {
    try {
      return (await connection.request(subject, value, { timeout: ANSWER_MS })).data;
    } catch (cause) {
      if (!(cause instanceof TimeoutError) || time === TIMES)
        throw new JoinError('no_invitation', trouble, { cause });
    }
  }
}

function nextMessage(connection: NatsConnection, subject: string, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      subscription.unsubscribe();
      reject(signal.reason);
    };
    const callback = (error: Error | null, msg: Msg) => {
      signal.removeEventListener('abort', stop);
      if (error) reject(error);
      else resolve(msg.data);
    };
    const subscription = connection.subscribe(subject, { max: 1, callback });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
