import { changeBasis, dot } from '../../match';
import type { NewFace } from '../../protocol';
import { type Face, sameOrigin } from '../records';

/** `template` is in plain. The first of a person's faces that shows the same photo as another one, by templates of the same origin (docs/decisions/005). */
export function copyOf<F extends NewFace & Pick<Face, 'basis'>>(
  faces: readonly F[],
  { template, origin }: NewFace,
  copySimilarity: number,
): F | undefined {
  return faces.find(
    (known) =>
      sameOrigin(known.origin, origin) &&
      dot(known.template, changeBasis(template, undefined, known.basis)) >= copySimilarity,
  );
}
