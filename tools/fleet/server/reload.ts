import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Lets the servers that run in this directory read their accounts anew. Resolves with their names. */
export async function reload(directory: string): Promise<string[]> {
  const told: string[] = [];
  for (const file of await readdir(directory)) {
    if (!file.endsWith('.pid')) continue;
    const pid = Number((await readFile(join(directory, file), 'utf8')).trim());
    if (!Number.isInteger(pid) || pid <= 1 || !(await isServer(pid))) continue;
    process.kill(pid, 'SIGHUP');
    told.push(file.slice(0, -'.pid'.length));
  }
  return told;
}

/** Whether the process is a server still: a number that a file remembers may be another's by now. */
async function isServer(pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('nats-server');
  } catch {
    return false;
  }
}
