import { useEffect, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { changes } from '../state/engine';

/** The names of all groups, read anew after every change; undefined until they are known, and where they cannot be read. */
export function useGroups(engine: FaceEngine): readonly string[] | undefined {
  const [groups, setGroups] = useState<readonly string[]>();
  const change = changes.value;
  useEffect(() => {
    let latest = true;
    engine.getgroupids().then(
      ({ group_ids }) => latest && setGroups(group_ids.toSorted()),
      // Who is here for something else, to delete all that is broken say, goes on.
      () => undefined,
    );
    return () => {
      latest = false;
    };
  }, [engine, change]);
  return groups;
}
