import { cpus, loadavg, release, type } from 'node:os';

/** What a measurement ran on; stands beside every published number. */
export function environmentLine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0].toFixed(1);
  return `${cpu?.model.trim() ?? 'unknown cpu'} × ${cpus().length}, ${type()} ${release()}, Node ${process.version}, load ${load}`;
}
