/** A file of a release, as it is published. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Files that make a model together; one recipe may know several, all of the same weights. */
export interface Release {
  readonly name: string;
  /** Official address of the folder that holds the files, with a trailing slash; absent where none is known. */
  readonly address?: string;
  /** `openvino-ir`: the .xml, then the .bin. `onnx`: the one file, taken as it is. */
  readonly files: readonly [SourceFile, ...SourceFile[]];
}

/**
 * What the network must give for `proofBytes` as its picture, computed from another file than the one that is being
 * added, or in another way. Few numbers, of which each of the output's takes part in one.
 */
export interface Golden {
  /** The first numbers of the output. */
  readonly first: readonly number[];
  /** Sum k: those numbers of the output whose index is k modulo the count of sums. */
  readonly sums: readonly number[];
  /** Length of the output as a vector. */
  readonly norm: number;
}

/** How an optional model of models/manifest.json is made. */
export interface Recipe {
  /** The embedder's id in the manifest. */
  readonly id: string;
  readonly format: 'openvino-ir' | 'onnx';
  /** The first with an address is what `add` fetches. */
  readonly releases: readonly [Release, ...Release[]];
  readonly golden: Golden;
}
