import type { DetectedFace, FaceQuality, QualityReason } from '../../protocol';
import type { PassiveNetworks } from '../../runtime';
import type { Raster } from '../raster';
import { reasonsAgainst } from './gate';
import { inputOf } from './look';
import { surroundingsOf } from './surroundings';

/** What one picture says of whether its face is a living one. */
export interface PassiveScore {
  /** Mean of what the networks say for "live", 0…1. Compare it within one camera: elsewhere the same number means something else. */
  readonly score: number;
  /** Why the score is not to be gone by, so that another picture is wanted: "not known", never "shown on something". Empty where it may be. */
  readonly reasons: readonly QualityReason[];
}

/** A face, and what its picture is worth. */
interface Measured {
  /** In pixels of the raster. */
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
}

/**
 * Judges a face by one picture: gives `score`, and `reasons` where it is not to be gone by. It supports or raises a suspicion and decides nothing
 * alone (docs/measured/liveness.md). Loads the networks at the first call. Rejects with FaceError 213 when they do not come.
 */
export async function passiveScore(
  raster: Raster,
  { face, quality }: Measured,
  { networks }: PassiveNetworks,
): Promise<PassiveScore> {
  await Promise.all(networks.map(({ network }) => network.fetch()));
  let [sum, least] = [0, Number.POSITIVE_INFINITY];
  const widest = Math.max(...networks.map(({ entry }) => entry.grown));
  for (const { entry, network } of networks) {
    const { region, grown } = surroundingsOf(face.box, entry.grown, raster);
    if (entry.grown === widest) least = grown;
    const shares = await (await network.open()).run(inputOf(raster, region, entry.input));
    sum += shares[entry.output.live] ?? Number.NaN;
  }
  return { score: sum / networks.length, reasons: reasonsAgainst(quality, least) };
}
