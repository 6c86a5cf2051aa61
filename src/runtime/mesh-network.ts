import { assetsError } from '../assets';
import type { MeshEntry } from '../protocol';
import type { ChipRuntimes } from './chip-runtimes';
import { downloadModelFile } from './files';
import type { ChipNetwork } from './network';

/** The face mesh, ready to run. */
export interface MeshNetwork {
  readonly entry: MeshEntry;
  readonly network: ChipNetwork;
  /** [468, 4], as the entry says. */
  readonly canonical: Float32Array;
}

/** Not beside other work: runtimes open one at a time. */
export async function fetchMesh(
  entry: MeshEntry | undefined,
  assets: string,
  runtimes: ChipRuntimes,
): Promise<MeshNetwork> {
  if (entry === undefined) {
    throw assetsError(
      new URL('manifest.json', assets),
      'has no face mesh: run npx mien assets without --no-mesh, and serve the folder anew',
    );
  }
  const [model, canonical] = await Promise.all([
    downloadModelFile(entry.file, assets),
    downloadModelFile(entry.canonical, assets),
  ]);
  return {
    entry,
    network: await runtimes.openBeside(entry, model),
    canonical: new Float32Array(canonical.buffer),
  };
}
