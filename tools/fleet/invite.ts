import type { Session } from './session';

export interface InviteOptions {
  readonly may: 'admin' | 'write' | 'read';
  readonly expiresMs: number;
}

export interface Dialogue {
  /** The code that was typed; null where nobody types any more, or until then nobody has. */
  readonly askCode: (until: AbortSignal) => Promise<string | null>;
  readonly say: (line: string) => void;
}

const DIGITS = 6;

/** Lets one device in. Resolves with its id; null where none came. */
export async function invite(
  { fleet, place }: Session,
  { may, expiresMs }: InviteOptions,
  { askCode, say }: Dialogue,
): Promise<string | null> {
  const role = may === 'admin' ? 'admin' : 'member';
  const issue = async (device: string) => JSON.stringify({ seed: await place.issue(device, may) });
  const invitation = fleet.invite({ role, expiresMs, issue });
  // Whoever waits for a line does not see that the invitation has closed itself.
  const over = AbortSignal.timeout(expiresMs);
  say(
    `The invitation is open for ${lengthOf(expiresMs)}. Let the new device join: it shows ${DIGITS} digits.`,
  );
  try {
    while (true) {
      const code = await askCode(over);
      if (code === null) {
        if (over.aborted) say('The invitation is over: nobody joined.');
        return null;
      }
      if (code.replace(/\D/g, '').length !== DIGITS) {
        say(`A code has ${DIGITS} digits.`);
        continue;
      }
      const name = invitation.guest;
      const confirmed = await invitation.confirm(code);
      switch (confirmed.kind) {
        case 'joined':
          // Its name is whatever it says: a terminal must not do what stands in it.
          say(
            `${JSON.stringify(name)} must show: ${confirmed.check}. If it shows anything else, choose "no" there, and revoke ${confirmed.device}.`,
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

function lengthOf(ms: number): string {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
