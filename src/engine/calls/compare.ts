import type { CompareData } from '../../api';
import { type Extraction, isPictureFault, type PortableImage } from '../../protocol';
import { recognitionAnswers, type Shown } from '../answers';
import type { Sides } from './sides';

/** Similarity of the largest faces of two pictures. A FaceError says in `data.fail_flag` which is to blame. */
export async function compare(
  { vision, gallery }: Sides,
  [a, b]: readonly [Promise<PortableImage>, Promise<PortableImage>],
  show: Shown,
  signal: AbortSignal,
): Promise<CompareData> {
  const { calibration } = vision.info;
  const first = await side(1, vision.extract(a, signal));
  const second = await side(2, vision.extract(b, signal));
  const similarity = await gallery.read(signal, (api) =>
    api.compare({ ...first, calibration }, second.template),
  );
  return recognitionAnswers.compare(show(similarity));
}

async function side(fail_flag: 1 | 2, extraction: Promise<Extraction>): Promise<Extraction> {
  try {
    return await extraction;
  } catch (error) {
    // That a worker failed is no picture's fault.
    throw isPictureFault(error) ? error.about(fail_flag) : error;
  }
}
