import { dot } from '../../match';
import type { NewFace } from '../../protocol';
import { sameOrigin } from '../records';

/** The first of a person's faces that shows the same photo as another one, by templates of the same origin (docs/decisions/005). */
export function copyOf<F extends NewFace>(
  faces: readonly F[],
  { template, origin }: NewFace,
  copySimilarity: number,
): F | undefined {
  return faces.find(
    (known) => sameOrigin(known.origin, origin) && dot(known.template, template) >= copySimilarity,
  );
}
