import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { DeviceReport } from '../../src/fleet';
import { type AuditVerdict, verifyAudit } from './audit';
import { exportAudits } from './audit-files';
import { foundIn, prepare, type Shape } from './init';
import { invite } from './invite';
import { revoke } from './revoke';
import { openSession, passphrase } from './session';

const USAGE = `npm run mien -- fleet init --name <name> [--shape one|three|hub] [--host <hosts>] [--port <n>] [--plain] [--no-found]
npm run mien -- fleet invite [--admin | --read-only] [--minutes <n>]
npm run mien -- fleet devices
npm run mien -- fleet revoke <device>
npm run mien -- fleet audit verify
npm run mien -- fleet audit export <folder>

Runs a fleet: devices that share people over nats-server. docs/guide/fleet.md says how.

  init             servers’ configuration, the operator’s device, and streams once the servers answer
    --name <name>    of the fleet, as devices show it
    --shape <shape>  one server, three with RAFT, or hub and branch: one (default), three, hub
    --host <hosts>   addresses of the servers, with commas; 127.0.0.1
    --port <n>       of the first for WebSocket, and the three after it; 9222
    --plain          WebSocket without TLS: on 127.0.0.1 alone
    --no-found       only writes the files
  invite           lets one device in, by the code that it shows
    --admin          that may invite and revoke, too
    --read-only      that may not change people
    --minutes <n>    how long the invitation is open; 5
  devices          who there is, last contact, and how far behind
  revoke <device>  takes away its login, and seals everything anew
  audit verify     follows each device’s chain in the audit stream, and says where it breaks
  audit export     does so, and writes each device's log as a file, which "npm run mien -- audit verify" follows

  --directory <d>  of the fleet; fleet

MIEN_FLEET_PASSPHRASE opens the operator’s device. Exit status: 0 done, 1 broken or nobody came, 2 error.
`;

const SHAPES: readonly string[] = ['one', 'three', 'hub'] satisfies Shape[];

/** Runs one of the words of `fleet`. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      directory: { type: 'string', default: 'fleet' },
      name: { type: 'string' },
      shape: { type: 'string', default: 'one' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '9222' },
      plain: { type: 'boolean', default: false },
      'no-found': { type: 'boolean', default: false },
      admin: { type: 'boolean', default: false },
      'read-only': { type: 'boolean', default: false },
      minutes: { type: 'string', default: '5' },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const { directory } = values;
  const words = positionals.join(' ');
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (words === 'init' && values.name !== undefined && isShape(values.shape)) {
    const { name, shape, plain } = values;
    const options = {
      directory,
      name,
      shape,
      plain,
      hosts: values.host.split(','),
      port: Number(values.port),
    };
    return begin({ ...options, passphrase: passphrase() }, values['no-found']);
  }
  if (words === 'invite') {
    const may = values.admin ? 'admin' : values['read-only'] ? 'read' : 'write';
    return letIn(directory, may, Number(values.minutes) * 60_000);
  }
  if (words === 'devices') return list(directory);
  if (positionals[0] === 'revoke' && positionals[1] !== undefined) return takeOut(directory, positionals[1]);
  if (words === 'audit verify') return verify(directory);
  if (words.startsWith('audit export') && positionals.length === 3)
    return writeOut(directory, positionals[2]);
  console.error(USAGE);
  return 2;
}

function isShape(word: string): word is Shape {
  return SHAPES.includes(word);
}

async function begin(options: Parameters<typeof prepare>[0], filesOnly: boolean): Promise<number> {
  const { place, servers } = await prepare(options);
  for (const server of servers)
    console.log(`start it: (cd ${options.directory} && nats-server -c ${server}.conf)`);
  if (filesOnly) return 0;
  console.log('waiting for the servers …');
  const fleet = await foundIn(place, options.passphrase);
  console.log(`the fleet "${fleet.name}" is there: ${place.registry.servers.join(', ')}`);
  return 0;
}

async function letIn(directory: string, may: 'admin' | 'write' | 'read', expiresMs: number): Promise<number> {
  await using session = await openSession(directory, passphrase());
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
  const askCode = (signal: AbortSignal) => {
    const typed = lines.question('Code that the new device shows: ', { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      // The prompt's line is still open.
      console.log();
      return null;
    });
    return Promise.race([typed, closed]);
  };
  try {
    const device = await invite(session, { may, expiresMs }, { askCode, say: console.log });
    if (device !== null) console.log(`joined: ${device}`);
    return device === null ? 1 : 0;
  } finally {
    lines.close();
  }
}

async function list(directory: string): Promise<number> {
  await using session = await openSession(directory, passphrase());
  console.table((await session.fleet.devices()).map(rowOf));
  return 0;
}

function rowOf({ id, name, role, contactMs, behind, lagMs, epoch, revokedMs }: DeviceReport) {
  const revoked = revokedMs !== null;
  return {
    device: id,
    name,
    role: revoked ? `revoked ${new Date(revokedMs).toISOString()}` : role,
    'last contact': contactMs === null ? (revoked ? '' : 'never') : new Date(contactMs).toISOString(),
    behind: revoked ? '' : (behind ?? 'unknown'),
    'for, s': revoked ? '' : lagMs === null ? 'unknown' : Math.round(lagMs / 1000),
    key: epoch ?? '',
  };
}

async function takeOut(directory: string, which: string): Promise<number> {
  await using session = await openSession(directory, passphrase());
  const { device, told } = await revoke(session, which);
  console.log(`revoked: ${device}. Everything is sealed anew.`);
  if (told.length === 0)
    console.log(
      'No server runs here: copy accounts*.conf to each, and have it read them: nats-server --signal reload',
    );
  return 0;
}

async function verify(directory: string): Promise<number> {
  await using session = await openSession(directory, passphrase());
  const verdicts = await verifyAudit(session.fleet);
  for (const verdict of verdicts) say(verdict);
  return statusOf(verdicts);
}

async function writeOut(directory: string, folder: string): Promise<number> {
  await using session = await openSession(directory, passphrase());
  const exports = await exportAudits(session.fleet, folder);
  for (const { file, head, ...verdict } of exports) {
    say(verdict);
    if (file !== null) console.log(`  ${file}, head ${head}`);
  }
  return statusOf(exports);
}

function say({ device, name, entries, problems }: AuditVerdict): void {
  const state = problems.length === 0 ? 'whole' : 'and then broken';
  console.log(`${device} (${name}): ${entries} entries ${state}`);
  for (const problem of problems) console.log(`  broken: ${problem}`);
}

function statusOf(verdicts: readonly AuditVerdict[]): number {
  return verdicts.every(({ problems }) => problems.length === 0) ? 0 : 1;
}
