import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Bytes by which the renderer processes together grew at most while `work` ran. Linux only. */
export async function peakMemoryGrowth(browser: Browser, work: () => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const resident = () => renderers.reduce((sum, pid) => sum + residentBytes(pid), 0);
  const before = resident();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, resident());
  }, 5);
  try {
    await work();
  } finally {
    clearInterval(sampling);
    await session.detach();
  }
  return Math.max(peak, resident()) - before;
}

function residentBytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0; // the process has ended
  }
}
