export { sayAbsent } from './absent';
export { eachAlone } from './alone';
export { BACKEND, BACKEND_USAGE, backendOf, browserArgsFor } from './backend';
export { environmentOf, placeOf } from './environment';
export { COMMON, COMMON_USAGE, countOf } from './options';
export { output } from './output';
export { photoSite } from './photo-site';
export { rendererMemory } from './renderer';
export { benchSite, openBenchTab, serveBench } from './site';
