import type { GroupChoice, IdentifyData, MultiIdentifyData, PortableImage } from '../protocol';
import { faceRect } from './face-item';
import type { Sides } from './sides';

/** The persons that look most like the picture's largest face. */
export async function identify(
  { vision, gallery }: Sides,
  groups: GroupChoice,
  image: Promise<PortableImage>,
  signal: AbortSignal,
): Promise<IdentifyData> {
  await gallery.read(signal, (api, appid) => api.admitSearch(appid, groups));
  const { calibration } = vision.info;
  const { template, origin } = await vision.extract(image, signal);
  const probe = { template, origin, calibration };
  const [candidates] = await gallery.read(signal, (api, appid) => api.search(appid, groups, [probe]));
  return { session_id: crypto.randomUUID(), candidates };
}

/** The same for every face of the picture, largest first. */
export async function multiIdentify(
  { vision, gallery }: Sides,
  groups: GroupChoice,
  image: Promise<PortableImage>,
  signal: AbortSignal,
): Promise<MultiIdentifyData> {
  await gallery.read(signal, (api, appid) => api.admitSearch(appid, groups));
  const { calibration } = vision.info;
  const faces = await vision.extractAll(image, signal);
  const probes = faces.map(({ template, origin }) => ({ template, origin, calibration }));
  const candidates = await gallery.read(signal, (api, appid) => api.search(appid, groups, probes));
  return {
    session_id: crypto.randomUUID(),
    results: faces.map(({ face, image: size }, i) => ({
      candidates: candidates[i],
      face_rect: faceRect(face.box, size),
    })),
  };
}
