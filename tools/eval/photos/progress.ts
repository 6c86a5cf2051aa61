import { SingleBar } from 'cli-progress';

/** Plain lines come this often at most. */
const LINE_EVERY_MS = 5000;

export interface Progress {
  /** So many of `total` are done. */
  at(count: number): void;
  stop(): void;
}

/** A bar on standard error where that is a terminal, lines to `log` otherwise; with photos a second and time left. */
export function startProgress(total: number, what: string, log: (line: string) => void): Progress {
  const began = Date.now();
  const perSecond = (count: number) => (count / Math.max(0.001, (Date.now() - began) / 1000)).toFixed(1);
  if (process.stderr.isTTY) {
    const format = `{bar} {value} of {total} ${what}, {speed} a second, {eta_formatted} left`;
    const bar = new SingleBar({ stream: process.stderr, format, barsize: 30, etaBuffer: 200 });
    bar.start(total, 0, { speed: '–' });
    return { at: (count) => bar.update(count, { speed: perSecond(count) }), stop: () => bar.stop() };
  }
  let last = 0;
  return {
    at: (count) => {
      if (count < total && Date.now() - last < LINE_EVERY_MS) return;
      last = Date.now();
      const left = Math.ceil(((last - began) / 1000 / count) * (total - count));
      log(`${count} of ${total} ${what}, ${perSecond(count)} a second, ${left} s left`);
    },
    stop: () => {},
  };
}
