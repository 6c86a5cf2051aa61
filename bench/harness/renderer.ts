import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Memory of all renderer processes, each shared page counted by its share (PSS), bytes. Linux only. */
export async function rendererMemory(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { id }) => sum + proportionalBytes(id), 0);
  } finally {
    await session.detach();
  }
}

function proportionalBytes(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  } catch {
    return 0; // the process has ended
  }
}
