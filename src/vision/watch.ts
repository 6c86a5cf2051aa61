import {
  type FaceMesh,
  type FaceQuality,
  isPictureFault,
  type PortableImage,
  type WatchedFrame,
} from '../protocol';
import { breathe } from './detect';
import { toUnitLength } from './embed';
import { fingerprintOf, lightOf } from './light';
import { mark, type Vision, withFaces } from './look';
import { findMesh } from './mesh';
import { lookAt } from './pipeline';
import { poseOf } from './pose';
import { inFull } from './raster';

/** Decode → one look → quality, mesh, light, and the template where it is wanted. Throws as `find`. */
export function watch(
  vision: Vision,
  image: PortableImage,
  wantsTemplate: boolean,
  signal: AbortSignal,
): Promise<WatchedFrame> {
  return withFaces(vision, image, 'glance', signal, async ({ faces, image: size }, raster) => {
    const fingerprint = fingerprintOf(raster);
    const [largest, ...others] = faces;
    let quality: FaceQuality | null = null;
    let template: Float32Array | null = null;
    await breathe(signal);
    try {
      const looked = await lookAt(largest, raster, vision.networks);
      quality = looked.quality;
      if (wantsTemplate) template = toUnitLength(await vision.networks.embedder.run(looked.chip));
    } catch (error) {
      // A frame that gives nothing is not the last one.
      if (!isPictureFault(error)) throw error;
    }
    await breathe(signal);
    const network = await vision.networks.mesh();
    const began = performance.now();
    const mesh: FaceMesh | null = await findMesh(largest, raster, network);
    if (vision.trace) mark('mesh', began, performance.now());
    const light = mesh === null ? null : lightOf(raster, mesh);
    return {
      faces: [
        { face: inFull(largest, raster), pose: poseOf(largest.landmarks), quality, mesh },
        ...others.map((face) => ({
          face: inFull(face, raster),
          pose: poseOf(face.landmarks),
          quality: null,
          mesh: null,
        })),
      ],
      image: size,
      fingerprint,
      light,
      template,
    };
  });
}
