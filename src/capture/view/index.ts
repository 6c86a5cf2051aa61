export { drawOutline } from './outline';
export { fillShadow, type Parts } from './shadow';
export { type CaptureStrings, stringsFor } from './strings';
export { AT_REST, label, render, type View } from './view';
