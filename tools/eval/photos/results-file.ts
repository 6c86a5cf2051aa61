import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { type RunOrigin, requireOrigin } from './origin';

/**
 * The results that an earlier run of `origin` left in `file`, a JSON object a line behind one that says the origin; the
 * file is begun when there is none. Throws when it says another origin, or none. Half a line, which a run that was
 * broken off may leave, is cut off: what is appended would make one broken line of it.
 */
export function openResults<T>(file: string, origin: RunOrigin): T[] {
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = content.lastIndexOf('\n') + 1;
  if (whole === 0) {
    writeFileSync(file, `${JSON.stringify({ origin })}\n`);
    return [];
  }
  const [first, ...lines] = content.toString('utf8', 0, whole - 1).split('\n');
  requireOrigin(file, (JSON.parse(first) as { origin?: RunOrigin }).origin ?? {}, origin);
  if (whole < content.length) truncateSync(file, whole);
  return lines.map((line) => JSON.parse(line) as T);
}

export function appendResult(file: string, result: unknown): void {
  appendFileSync(file, `${JSON.stringify(result)}\n`);
}
