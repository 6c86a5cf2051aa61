import type { AlignmentPoints, DetectedFace, EmbedderEntry } from '../../protocol';
import { type Raster, Unalignable } from '../raster';
import { align } from './align';

/** The input of the second embedder, by the points that it is aligned by; undefined for a face that cannot be aligned by those. */
export function alignForSecond(
  raster: Raster,
  { landmarks }: DetectedFace,
  refined: AlignmentPoints,
  entry: EmbedderEntry,
): Float32Array | undefined {
  try {
    return align(raster, entry.alignment.landmarks === 'refined' ? refined : landmarks, entry);
  } catch (error) {
    if (!(error instanceof Unalignable)) throw error;
    return undefined;
  }
}
