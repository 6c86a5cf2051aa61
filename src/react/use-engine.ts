import { useEffect, useRef, useState } from 'react';
import type { EngineOptions, FaceEngine } from '../api';
import { createEngine } from '../engine';

/** Neither is there while the engine starts, and on a server. */
export interface EngineState {
  readonly engine: FaceEngine | undefined;
  /** Why it could not start: a FaceError, as `createEngine` rejects with. */
  readonly error: unknown;
}

const STARTING: EngineState = { engine: undefined, error: undefined };

/**
 * An engine that lives as long as the component, in the browser only. Another one takes its place when `appid`, `assets`, `model` or
 * `backend` change; other options are those of the render that started it.
 */
export function useEngine(options: EngineOptions): EngineState {
  const [state, setState] = useState(STARTING);
  const given = useRef(options);
  given.current = options;
  const { appid, model, backend } = options;
  const assets = options.assets?.toString();

  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    const { signal: others, ...kept } = given.current;
    const started = createEngine({
      ...kept,
      appid,
      ...(assets ? { assets } : {}),
      ...(model ? { model } : {}),
      ...(backend ? { backend } : {}),
      signal: others ? AbortSignal.any([others, signal]) : signal,
    });
    started.then(
      (engine) => {
        if (!signal.aborted) setState({ engine, error: undefined });
      },
      (error: unknown) => {
        if (!signal.aborted) setState({ engine: undefined, error });
      },
    );
    return () => {
      left.abort();
      setState(STARTING);
      void started.then(
        (engine) => engine.close(),
        () => undefined,
      );
    };
  }, [appid, assets, model, backend]);
  return state;
}
