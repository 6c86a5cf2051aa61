import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty());
const number = v.pipe(v.number(), v.finite());
const positive = v.pipe(number, v.gtValue(0));
const count = v.pipe(number, v.safeInteger(), v.minValue(0));
const size = v.pipe(count, v.minValue(1));
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const cosine = v.pipe(number, v.minValue(-1), v.maxValue(1));
const interval = v.tuple([share, share]);
const day = v.pipe(v.string(), v.isoDate());

const file = v.strictObject({
  path: v.pipe(text, v.regex(/^models\//)),
  bytes: size,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const source = v.strictObject({ package: text, version: text, files: v.array(text), license: text });

const detector = v.strictObject({
  id: text,
  topology: file,
  weights: file,
  input: v.strictObject({
    name: text,
    shape: v.tuple([v.literal(1), size, size, v.literal(3)]),
    range: v.tuple([v.literal(-1), v.literal(1)]),
  }),
  output: v.strictObject({ name: text, shape: v.tuple([v.literal(1), size, v.literal(17)]) }),
  source,
});

const input = v.strictObject({
  name: text,
  size,
  channels: v.picklist(['RGB', 'BGR']),
  mean: v.tuple([number, number, number]),
  scale: positive,
});

const place = v.exactOptional(v.tuple([number, number]));
const alignment = v.strictObject({
  version: text,
  landmarks: v.exactOptional(v.literal('refined')),
  points: v.pipe(
    v.strictObject({
      rightEye: place,
      leftEye: place,
      noseTip: place,
      mouthCenter: place,
      rightEarTragion: place,
      leftEarTragion: place,
      rightMouthCorner: place,
      leftMouthCorner: place,
    }),
    v.check((points) => Object.keys(points).length >= 2, 'two points or more are needed'),
  ),
});

const point = v.strictObject({
  similarity: cosine,
  pooled: number,
  fmr: share,
  interval,
  extrapolated: v.exactOptional(v.literal(true)),
});

const curve = v.pipe(
  v.array(point),
  v.minLength(2),
  v.check(
    (points) =>
      points
        .slice(1)
        .every(
          ({ similarity, pooled, fmr }, i) =>
            similarity > points[i].similarity && pooled > points[i].pooled && fmr < points[i].fmr,
        ),
    'both similarities must ascend and fmr descend',
  ),
);

/** What a calibration was made from. */
const photos = {
  data: text,
  people: count,
  photos: count,
  comparisons: count,
  date: day,
  severalFaces: v.array(v.strictObject({ faces: count, people: count, comparisons: count })),
};

const calibration = v.strictObject({ ...photos, points: curve });

const second = v.strictObject({
  model: text,
  modelHash: text,
  alignment: text,
  calibration: v.strictObject({
    ...photos,
    weight: v.pipe(number, v.gtValue(0)),
    between: curve,
    always: curve,
  }),
});

const refusals = v.strictObject({ refused: count, of: count, interval });

const embedder = {
  id: text,
  input,
  output: v.strictObject({ name: text, dimension: size }),
  alignment,
  source,
  integers: v.exactOptional(v.literal(true)),
  calibration,
  second: v.exactOptional(second),
  copies: v.strictObject({
    similarity: cosine,
    data: text,
    people: count,
    copies: refusals,
    differentPhotos: refusals,
    date: day,
  }),
  misses: v.exactOptional(
    v.strictObject({
      data: text,
      genuine: count,
      date: day,
      points: v.array(v.strictObject({ similarity: number, fnmr: share })),
    }),
  ),
};

const ownEmbedder = v.strictObject({ ...embedder, file });
const optionalEmbedder = v.strictObject({
  ...embedder,
  optional: v.literal(true),
  file: v.exactOptional(file),
});

const passive = v.strictObject({
  id: text,
  optional: v.literal(true),
  networks: v.pipe(
    v.array(
      v.strictObject({
        id: text,
        grown: v.pipe(number, v.minValue(1)),
        input,
        output: v.strictObject({ name: text, dimension: size, live: count }),
        file: v.exactOptional(file),
      }),
    ),
    v.minLength(1),
  ),
  calibration: v.strictObject({
    data: text,
    date: day,
    threshold: v.pipe(number, v.gtValue(0), v.ltValue(1)),
    people: count,
    attacks: v.strictObject({ accepted: count, of: count, species: text }),
    live: v.strictObject({ refused: count, of: count }),
  }),
  source,
});

/** `models/manifest.json`, and the one that the build writes. A name that is not here is a mistake. */
export const Manifest = v.strictObject({
  version: v.literal(1),
  detectors: v.strictObject({ shortRange: detector, fullRange: detector }),
  landmarker: v.strictObject({
    id: text,
    file,
    input,
    output: v.strictObject({ name: text, dimension: v.literal(136) }),
    alignment,
    source,
  }),
  mesh: v.strictObject({
    id: text,
    file,
    canonical: file,
    input,
    output: v.strictObject({ name: text, dimension: v.literal(1405) }),
    source,
  }),
  // Not a union, which would say of a mistake only that neither fits.
  embedders: v.pipe(
    v.array(v.lazy((entry) => (isOptional(entry) ? optionalEmbedder : ownEmbedder))),
    v.minLength(1),
  ),
  passive,
});

function isOptional(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'optional' in entry;
}
