import { useEffect } from 'preact/hooks';

/** The whole screen from the first click or touch on: browsers allow it at no other moment, and some never. */
export function useFullScreen(): void {
  useEffect(() => {
    const over = new AbortController();
    const fill = () => void document.documentElement.requestFullscreen?.().catch(() => undefined);
    addEventListener('click', fill, { once: true, signal: over.signal });
    return () => over.abort();
  }, []);
}

/** Keeps the screen on, where the browser can. A lock goes with the page's being hidden, and is asked for again. */
export function useWakefulness(): void {
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let over = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible') return;
      // Refused where the battery is low.
      held = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (over) void held?.release();
    };
    void hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', hold);
      void held?.release();
    };
  }, []);
}
