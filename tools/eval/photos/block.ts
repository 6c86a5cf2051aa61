import type { Templates } from './dump';
import { personOf } from './pairs';

/** The templates of all photos in one piece of memory, photos and persons as indexes. */
export interface TemplateBlock {
  readonly paths: readonly string[];
  /** Where each path stands in `paths`. */
  readonly photoAt: ReadonlyMap<string, number>;
  /** Person of each photo, 0 … `people` − 1. */
  readonly persons: Uint32Array;
  readonly people: number;
  /** 1 where a face was found. */
  readonly found: Uint8Array;
  readonly dimension: number;
  /** One row of `dimension` numbers a photo, scaled to length 1; zeros without a face. */
  readonly values: Float32Array;
}

/** A photo that lies in no folder is a person of its own. */
export function packTemplates(templates: Templates): TemplateBlock {
  const paths = [...templates.keys()];
  const dimension = [...templates.values()].find((each) => each !== null)?.length ?? 0;
  const values = new Float32Array(paths.length * dimension);
  const found = new Uint8Array(paths.length);
  const persons = new Uint32Array(paths.length);
  const index = new Map<string, number>();
  paths.forEach((path, i) => {
    const person = personOf(path) || path;
    if (!index.has(person)) index.set(person, index.size);
    persons[i] = index.get(person) ?? 0;
    const template = templates.get(path);
    if (!template) return;
    if (template.length !== dimension) {
      throw new RangeError(`${path}: a template of ${template.length} numbers among ${dimension}`);
    }
    const length = Math.hypot(...template);
    if (length === 0) throw new RangeError(`${path}: a template of zeros`);
    for (let k = 0; k < dimension; k++) values[i * dimension + k] = template[k] / length;
    found[i] = 1;
  });
  const photoAt = new Map(paths.map((path, i) => [path, i]));
  return { paths, photoAt, persons, people: index.size, found, dimension, values };
}
