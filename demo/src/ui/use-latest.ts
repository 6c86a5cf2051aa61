import { useEffect, useRef } from 'preact/hooks';

/** For work of which only the latest counts: each call aborts the signal of the one before, as does leaving the page. */
export function useLatest(): () => AbortSignal {
  const running = useRef(new AbortController());
  useEffect(() => () => running.current.abort(), []);
  return () => {
    running.current.abort();
    running.current = new AbortController();
    return running.current.signal;
  };
}
