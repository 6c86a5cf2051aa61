import { createDetector, type FaceDetector, SupportedModels } from '@tensorflow-models/face-detection';
import '@tensorflow/tfjs-backend-cpu';
import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Workspace } from '../../pixels';
import { Scratch } from '../network';
import { type Anchor, readDetections } from './detections';
import { detectorInput } from './detector-input';

const workspace = new Workspace();
const values = new Scratch();

/** What the package finds, with the score that its public method drops. */
interface PackageDetector extends FaceDetector {
  readonly anchors: readonly Anchor[];
  detectFaces(picture: ImageData): Promise<
    {
      readonly score: readonly number[];
      readonly locationData: {
        readonly relativeBoundingBox: Record<'xMin' | 'yMin' | 'width' | 'height', number>;
        readonly relativeKeypoints: readonly { readonly x: number; readonly y: number }[];
      };
    }[]
  >;
}

const MODEL = '/dist/assets/models/blazeface-short-range.json';
/** Sample photos as [photo, part of it that is shown, long edge in px]: oblong, enlarged, already as small as the input. */
const VIEWS = [1, 4, 6].flatMap((photo) => [
  [photo, 1, 256],
  [photo, 0.6, 128],
  [photo, 0.3, 333],
]);

describe('detection', () => {
  let detector: PackageDetector;
  let model: GraphModel;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    model = await loadGraphModel(MODEL);
    detector = (await createDetector(SupportedModels.MediaPipeFaceDetector, {
      runtime: 'tfjs',
      maxFaces: 100,
      detectorModelUrl: MODEL,
    })) as PackageDetector;
  });

  it('finds what the package itself finds, to a hundredth of a pixel', async () => {
    let compared = 0;
    for (const [photo, part, edge] of VIEWS) {
      const picture = await show(photo, part, edge);
      const theirs = await detector.detectFaces(picture);
      const input = detectorInput(workspace, values, picture, 128);
      const output = model.execute(tf.tensor4d(input.values, [1, 128, 128, 3]), 'Identity') as tf.Tensor;
      const numbers = await output.data<'float32'>();
      const ours = readDetections(numbers, detector.anchors, 128, 0.5, input);
      expect(ours).toHaveLength(theirs.length);
      for (const [i, { score, locationData }] of theirs.entries()) {
        const { relativeBoundingBox: box, relativeKeypoints } = locationData;
        const [w, h] = [picture.width, picture.height];
        const expected = [box.xMin * w, box.yMin * h, box.width * w, box.height * h];
        const points = relativeKeypoints.flatMap(({ x, y }) => [x * w, y * h]);
        const { x, y, width, height } = ours[i].box;
        const found = [x, y, width, height, ...Object.values(ours[i].landmarks).flatMap((p) => [p.x, p.y])];
        for (const [k, number] of [...expected, ...points].entries()) expect(found[k]).toBeCloseTo(number, 2);
        expect(ours[i].score).toBeCloseTo(score[0], 4);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});

/** The middle of a photo. */
async function show(photo: number, part: number, edge: number): Promise<ImageData> {
  const response = await fetch(`/node_modules/@vladmandic/face-api/demo/sample${photo}.jpg`);
  const bitmap = await createImageBitmap(await response.blob());
  const [wide, high] = [bitmap.width * part, bitmap.height * part];
  const scale = edge / Math.max(wide, high);
  const [width, height] = [Math.round(wide * scale), Math.round(high * scale)];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('no 2d canvas');
  const [left, top] = [(bitmap.width - wide) / 2, (bitmap.height - high) / 2];
  context.drawImage(bitmap, left, top, wide, high, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
