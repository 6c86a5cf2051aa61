/**
 * Processes by the run or test that they belong to. A browser leads a process group of its own and outlives whoever started it,
 * so that neither a group nor a tree finds it; the environment that it inherited does.
 */
import { readdirSync, readFileSync } from 'node:fs';

/** The name in the environment under which processes carry their mark. */
export const MARK = 'MIEN_PROCESS';

/**
 * Ends at once all processes whose mark begins with `mark`, this one excepted; returns how many there were. Linux alone tells
 * whose environment is whose: elsewhere none is found, and what was started ends as its own driver does it.
 * @param {string} mark
 */
export function endMarked(mark) {
  const marked = processes().filter((pid) => pid !== process.pid && markOf(pid)?.startsWith(mark));
  for (const pid of marked) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself.
    }
  }
  return marked.length;
}

function processes() {
  try {
    return readdirSync('/proc').map(Number).filter(Boolean);
  } catch {
    return [];
  }
}

/** @param {number} pid */
function markOf(pid) {
  try {
    const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return entries.find((entry) => entry.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
  } catch {
    return undefined; // gone, or another user's
  }
}
