import { GUEST, type Login, type Permissions, permissionsOf } from './permissions';

/**
 * The accounts of a server as text of its configuration. FLEET has the streams and whoever has a login. JOIN has who has none: it hears nothing of
 * FLEET but the answers to its own questions and the welcome that is sealed to it. `leaf` is a branch's password, for servers that branches come to.
 */
export function accountsText(
  fleet: string,
  logins: readonly Login[],
  streams: boolean,
  leaf: string | null,
): string {
  const users = logins.map(
    (login) =>
      `      { nkey: ${login.nkey}, ${rights(streams ? permissionsOf(fleet, login) : atBranch(permissionsOf(fleet, login)))} }`,
  );
  if (leaf !== null) users.push(`      { user: branch, password: ${quote(leaf)} }`);
  return `# Written by "npm run mien -- fleet". Changes made here are lost.
accounts {
  FLEET {
${streams ? '    jetstream: enabled\n' : ''}    users: [
${users.join('\n')}
    ]
    exports: [
      { service: "mien.join.*", accounts: [JOIN] }
      { service: "mien.join.*.*.reveal", accounts: [JOIN] }
      { stream: "mien.join.*.*.welcome", accounts: [JOIN] }
    ]
  }
  JOIN {
    users: [
      { user: guest, password: "", ${rights(GUEST)} }
    ]
    imports: [
      { service: { account: FLEET, subject: "mien.join.*" } }
      { service: { account: FLEET, subject: "mien.join.*.*.reveal" } }
      { stream: { account: FLEET, subject: "mien.join.*.*.welcome" } }
    ]
  }
}
`;
}

/** A branch asks its hub by other names, and looks at both whether a login may. */
function atBranch({ publish, subscribe }: Permissions): Permissions {
  const mapped = publish
    .filter((subject) => subject.startsWith('$'))
    .map((subject) => `$JS.hub.API.${subject.replace(/^\$JS\.API\./, '')}`);
  return { publish: [...publish, ...mapped], subscribe };
}

function rights({ publish, subscribe }: Permissions): string {
  return `permissions: { publish: { allow: ${list(publish)} }, subscribe: { allow: ${list(subscribe)} }, allow_responses: true }`;
}

function list(subjects: readonly string[]): string {
  return `[${subjects.map(quote).join(', ')}]`;
}

function quote(text: string): string {
  return `"${text}"`;
}
