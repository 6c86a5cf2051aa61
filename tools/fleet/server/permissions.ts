/** Who logs in at a server. */
export interface Login {
  /** The device's id in the fleet; the operator's is not known before the fleet is. */
  readonly device: string | null;
  /** Public key of its login, `U…`. The server has no secret of anybody. */
  readonly nkey: string;
  readonly may: Right;
}

/**
 * `operate`: the machine of the command, which makes the streams. `admin`: invites and revokes. `write`: people, its own entry and its own audit.
 * `read`: the same without people.
 */
type Right = 'operate' | 'admin' | 'write' | 'read';

export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** What a login may say and hear. Everything that is not listed is refused: to make, purge or remove a stream, say. */
export function permissionsOf(fleet: string, { device, may }: Login): Permissions {
  if (may === 'operate') return { publish: ['>'], subscribe: ['>'] };
  // All devices are in one account: without a name of its own in it, each would hear what the server answers the others.
  const answers = `_INBOX.${device ?? ''}.>`;
  const subjects = [...readingOf(fleet), ...ownOf(fleet, device ?? '')];
  if (may === 'read') return { publish: subjects, subscribe: [answers] };
  const people = [...subjects, `$KV.mien_${fleet}_people.>`];
  if (may === 'write') return { publish: people, subscribe: [answers] };
  return { publish: [...people, ...adminOf(fleet)], subscribe: [answers, 'mien.join.>'] };
}

/** Who has no login yet: it may ask to join, in an account that has nothing else. */
export const GUEST: Permissions = {
  publish: ['mien.join.*', 'mien.join.*.*.reveal'],
  subscribe: ['_INBOX.>', 'mien.join.*.*.welcome'],
};

function readingOf(fleet: string): string[] {
  return ['people', 'devices', 'contacts'].flatMap((bucket) => readingStream(`KV_mien_${fleet}_${bucket}`));
}

function readingStream(stream: string): string[] {
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    `$JS.API.STREAM.MSG.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}.>`,
    `$JS.API.CONSUMER.CREATE.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
  ];
}

function ownOf(fleet: string, device: string): string[] {
  return [
    `$KV.mien_${fleet}_devices.device.${device}`,
    `$KV.mien_${fleet}_contacts.${device}`,
    `mien.${fleet}.audit.${device}`,
    // Its own last entry, after a crash. Whatever it reads there is sealed to the admins.
    `$JS.API.STREAM.MSG.GET.mien_${fleet}_audit`,
  ];
}

function adminOf(fleet: string): string[] {
  return [
    `$KV.mien_${fleet}_devices.>`,
    `$KV.mien_${fleet}_contacts.>`,
    // Tombstones that have done their duty.
    `$JS.API.STREAM.MSG.DELETE.KV_mien_${fleet}_people`,
    ...readingStream(`mien_${fleet}_audit`),
    'mien.join.>',
  ];
}
