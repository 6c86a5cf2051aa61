import { useEffect, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { changes, engineState } from '../app/engine';
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
  const change = changes.value;
  useEffect(() => {
    let latest = true;
    listPeople(engine).then(
      (found) => latest && setPeople(found),
      // Locked, or gone meanwhile: what the page does next says so.
      () => latest && setPeople([]),
    );
    return () => {
      latest = false;
    };
  }, [engine, change]);
  return people;
}
