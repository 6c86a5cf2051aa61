import { useEffect, useState } from 'preact/hooks';
import type { ModelManifest } from '../../../src/protocol';
import { ASSETS } from '../state/engine';

/** What the engine may load, as its assets say; undefined until it is there. */
export function useManifest(): ModelManifest | undefined {
  const [manifest, setManifest] = useState<ModelManifest>();
  useEffect(() => {
    fetch(`${ASSETS}manifest.json`)
      .then((response) => response.json())
      // Without it the engine would not have started; what is shown of it stays away.
      .then(setManifest, () => undefined);
  }, []);
  return manifest;
}
