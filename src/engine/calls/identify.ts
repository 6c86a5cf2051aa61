import type { IdentifyData, MultiIdentifyData } from '../../api';
import type { AttemptLimit, GroupChoice, PortableImage } from '../../protocol';
import { recognitionAnswers, type Shown } from '../answers';
import type { GallerySide } from '../gallery';
import type { Sides } from './sides';
import { admitted } from './while-admitted';

/** The persons that look most like the picture's largest face. */
export async function identify(
  { vision, gallery }: Sides,
  groups: GroupChoice,
  image: Promise<PortableImage>,
  attempts: AttemptLimit | undefined,
  show: Shown,
  signal: AbortSignal,
): Promise<IdentifyData> {
  const { calibration, origin: current, dimension } = vision.info;
  const { template, origin } = await admitted(
    signal,
    () => gallery.read(signal, (api, appid) => api.admitSearch(appid, groups, current, dimension)),
    (look) => vision.extract(image, look),
  );
  const probe = { template, origin, calibration, attempts };
  const [candidates] = await gallery.read(signal, (api, appid, callId) =>
    api.search(appid, groups, [probe], callId),
  );
  refreshLater(gallery);
  return recognitionAnswers.identify(candidates, show);
}

/** The same for every face of the picture, largest first. */
export async function multiIdentify(
  { vision, gallery }: Sides,
  groups: GroupChoice,
  image: Promise<PortableImage>,
  attempts: AttemptLimit | undefined,
  show: Shown,
  session_id: string | undefined,
  signal: AbortSignal,
): Promise<MultiIdentifyData> {
  const { calibration, origin: current, dimension } = vision.info;
  const faces = await admitted(
    signal,
    () => gallery.read(signal, (api, appid) => api.admitSearch(appid, groups, current, dimension)),
    (look) => vision.extractAll(image, look),
  );
  const probes = faces.map(({ template, origin }) => ({ template, origin, calibration, attempts }));
  const candidates = await gallery.read(signal, (api, appid, callId) =>
    api.search(appid, groups, probes, callId),
  );
  refreshLater(gallery);
  const recognised = faces.map(({ face, image: size }, i) => ({
    box: face.box,
    image: size,
    candidates: candidates[i],
  }));
  return recognitionAnswers.multidentify(recognised, show, session_id);
}

/** `info()` says what a search holds in memory; no answer waits for that. */
function refreshLater(gallery: GallerySide): void {
  gallery.refresh().catch(() => undefined);
}
