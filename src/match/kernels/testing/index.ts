export { testKernels, unitTemplates } from './conformance';
