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
  /** `openvino-ir`: the .xml, then the .bin. `onnx`: a file for each network, taken as it is. */
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

/** A network that a recipe makes. */
export interface Product {
  /** Its id in the manifest: of an embedder, or of one of the networks that judge a picture together. */
  readonly id: string;
  readonly golden: Golden;
}

/** How an optional model of models/manifest.json is made. */
export interface Recipe {
  /** Its id in the manifest. */
  readonly id: string;
  readonly format: 'openvino-ir' | 'onnx';
  /** The first with an address is what `add` fetches. */
  readonly releases: readonly [Release, ...Release[]];
  /** In the order of each release's files, where the format has a file for each. */
  readonly products: readonly [Product, ...Product[]];
}
