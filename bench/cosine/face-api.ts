import { FaceMatcher, LabeledFaceDescriptors } from '@vladmandic/face-api';
import type { Contender } from './types';

/** @vladmandic/face-api's search among labelled faces, one a person. Its descriptors have 128 numbers. */
export function faceApi(probe: Float32Array, rows: number): Contender {
  const labelled: LabeledFaceDescriptors[] = [];
  let matcher: FaceMatcher | undefined;
  return {
    name: 'face-api FaceMatcher',
    does: 'search',
    bytes: rows * probe.length * 4,
    append: (templates) => {
      for (let at = 0; at < templates.length; at += probe.length) {
        labelled.push(
          new LabeledFaceDescriptors(`p${labelled.length}`, [templates.slice(at, at + probe.length)]),
        );
      }
    },
    run: () => {
      matcher ??= new FaceMatcher(labelled);
      matcher.findBestMatch(probe);
    },
  };
}
