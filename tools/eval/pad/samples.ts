import { listImages } from '../photos';

/** A picture of a living face, or of one that is shown to the camera. */
export interface Sample {
  /** Its path in the folder, which says the rest. */
  readonly name: string;
  /** What took it: error rates of two cameras are never mixed. */
  readonly source: string;
  /** What the face is shown on; null for a living one. */
  readonly species: string | null;
  /** The same name in two sources is two people. */
  readonly person: string;
}

/**
 * The pictures below a folder, `<source>/live/<person>/…` and `<source>/attack-<species>/<person>/…`. Throws for one that lies
 * elsewhere, and where either kind is missing.
 */
export function listSamples(folder: string): Sample[] {
  const samples = listImages(folder).map(sampleOf);
  for (const [what, some] of [
    ['living faces (<source>/live/<person>/…)', samples.some(({ species }) => species === null)],
    ['attacks (<source>/attack-<species>/<person>/…)', samples.some(({ species }) => species !== null)],
  ] as const) {
    if (!some) throw new Error(`there are no pictures of ${what} below ${folder}`);
  }
  return samples;
}

function sampleOf(name: string): Sample {
  const [, source, kind, person] = /^([^/]+)\/(live|attack-[^/]+)\/([^/]+)\/.+$/.exec(name) ?? [];
  if (source === undefined || kind === undefined || person === undefined) {
    throw new Error(`${name} does not lie in <source>/live/<person>/ or <source>/attack-<species>/<person>/`);
  }
  const species = kind === 'live' ? null : kind.slice('attack-'.length);
  return { name, source, species, person: `${source}/${person}` };
}
