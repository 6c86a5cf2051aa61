import type { Peer } from '../peers';
import type { Photo } from '../photos';

/** False matches that are put up with where false non-matches are counted. */
const FMR = 0.01;

export interface Accuracy {
  readonly missed: number;
  readonly fnmr: number | null;
  readonly genuine: number;
  readonly impostor: number;
}

/** All comparisons between the photos in which the peer finds a face. */
export async function accuracyOf(peer: Peer, photos: readonly Photo[]): Promise<Accuracy> {
  const found: { person: string | null; template: ArrayLike<number> }[] = [];
  for (const { blob, person } of photos) {
    const template = await peer.template(blob);
    if (template !== undefined) found.push({ person, template });
  }
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const [i, a] of found.entries()) {
    for (const b of found.slice(i + 1)) {
      if (a.person === null || b.person === null) continue;
      (a.person === b.person ? genuine : impostor).push(peer.similarity(a.template, b.template));
    }
  }
  impostor.sort((a, b) => b - a);
  const threshold = impostor[Math.floor(impostor.length * FMR)];
  return {
    missed: photos.length - found.length,
    fnmr: genuine.length === 0 ? null : genuine.filter((s) => s <= threshold).length / genuine.length,
    genuine: genuine.length,
    impostor: impostor.length,
  };
}
