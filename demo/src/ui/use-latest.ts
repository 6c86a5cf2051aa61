import { useRef } from 'preact/hooks';

/** For work of which only the latest counts: each call aborts the signal of the one before. */
export function useLatest(): () => AbortSignal {
  const running = useRef(new AbortController());
  return () => {
    running.current.abort();
    running.current = new AbortController();
    return running.current.signal;
  };
}
