export { Basis, changeBasis } from './basis';
export { type ConfidenceScale, confidenceOf, confidenceScale } from './calibration';
export { cosine, dot, roundingOf } from './cosine';
export { chooseKernel, createBlock, type KernelChoice, type KernelName, type TemplateBlock } from './kernels';
export { compareWithPerson, lengthOfSum } from './pool';
export { ASKS_BELOW, ASKS_FROM, type SecondScale, secondScale, weightedMean } from './second';
