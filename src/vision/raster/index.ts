export { Arena } from './arena';
export { enlargement, inFull } from './full-size';
export { choosePixelReads, pixelReads, readFrame } from './pixel-reads';
export { Raster } from './raster';
export { halve, sampleChip } from './resample';
export type { QuarterTurns } from './resize';
export { apply, fitTemplate, invert, type SimilarityTransform } from './similarity-transform';
export { Unalignable } from './unalignable';
export { reducedView, render, toPicture, type View } from './view';
