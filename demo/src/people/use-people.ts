import { useEffect, useState } from 'preact/hooks';
import { type FaceEngine, FaceError } from '../../../src';
import { changes, noteChange, readyEngine } from '../state/engine';
import { listPeople, type Person } from './people';

/** The engine, for what is shown only once it is ready. */
export function useEngine(): FaceEngine {
  const engine = readyEngine.value;
  if (engine === undefined) throw new Error('this is shown only with an engine');
  return engine;
}

/** Everyone, read anew after every change; undefined until they are known. */
export function usePeople(engine: FaceEngine | undefined): readonly Person[] | undefined {
  const [people, setPeople] = useState<readonly Person[]>();
  const [failure, setFailure] = useState<unknown>();
  const change = changes.value;
  useEffect(() => {
    if (engine === undefined) return;
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
