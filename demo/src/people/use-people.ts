import { useEffect, useState } from 'preact/hooks';
import { type FaceEngine, FaceError } from '../../../src';
import { changes, engineState, noteChange } from '../state/engine';
import { listPeople, type Person } from './people';

/** The engine, for pages that are shown only once it is ready. */
export function useEngine(): FaceEngine {
  const state = engineState.value;
  if (state.phase !== 'ready') throw new Error('this page is shown only with an engine');
  return state.engine;
}

/** Everyone, read anew after every change; undefined until they are known. */
export function usePeople(engine: FaceEngine): readonly Person[] | undefined {
  const [people, setPeople] = useState<readonly Person[]>();
  const [failure, setFailure] = useState<unknown>();
  const change = changes.value;
  useEffect(() => {
    let latest = true;
    listPeople(engine).then(
      (found) => latest && setPeople(found),
      (error: unknown) => {
        if (!latest) return;
        // Locked by another tab: the page is about to ask for the passphrase.
        if (error instanceof FaceError && error.data?.kind === 'locked') noteChange(engine);
        else setFailure(error);
      },
    );
    return () => {
      latest = false;
    };
  }, [engine, change]);
  if (failure !== undefined) throw failure;
  return people;
}
