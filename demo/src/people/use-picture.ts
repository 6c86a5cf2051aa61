import { useEffect, useState } from 'preact/hooks';
import { changes } from '../state/engine';
import { useEngine } from './use-people';

/** The address of the person's small picture, read anew after every change; undefined where none is kept. */
export function usePicture(id: string): string | undefined {
  const engine = useEngine();
  const [url, setUrl] = useState<string>();
  const change = changes.value;
  useEffect(() => {
    let latest = true;
    engine.getPersonPicture(id).then(
      (picture) => latest && setUrl(picture ? URL.createObjectURL(picture) : undefined),
      () => latest && setUrl(undefined), // deleted meanwhile, or damaged
    );
    return () => {
      latest = false;
    };
  }, [engine, id, change]);
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url]);
  return url;
}
