import type { Session } from './session';

export interface InviteOptions {
  readonly may: 'admin' | 'write' | 'read';
  readonly expiresMs: number;
}

export interface Dialogue {
  /** The code that was typed; null where nobody types any more. */
  readonly askCode: () => Promise<string | null>;
  readonly say: (line: string) => void;
}

/** Lets one device in. Resolves with its id; null where none came. */
export async function invite(
  { fleet, place }: Session,
  { may, expiresMs }: InviteOptions,
  { askCode, say }: Dialogue,
): Promise<string | null> {
  const role = may === 'admin' ? 'admin' : 'member';
  const issue = async (device: string) => JSON.stringify({ seed: await place.issue(device, may) });
  const invitation = fleet.invite({ role, expiresMs, issue });
  try {
    while (true) {
      const code = await askCode();
      if (code === null) return null;
      const confirmed = await invitation.confirm(code);
      switch (confirmed.kind) {
        case 'joined':
          say(
            `The new device must show: ${confirmed.check}. If it shows anything else, choose "no" there, and revoke ${confirmed.device}.`,
          );
          return confirmed.device;
        case 'wrong':
          say(`That is not its code. Tries left: ${confirmed.triesLeft}`);
          if (confirmed.triesLeft === 0) return null;
          break;
        case 'nobody':
          say('No device has asked yet.');
          break;
        case 'over':
          say('The invitation is over.');
          return null;
      }
    }
  } finally {
    invitation.close();
  }
}
