export { drawOutline } from './outline';
export { drawn, fillShadow, made, type Parts } from './shadow';
export { type CaptureStrings, isChinese, type LivenessStrings, stringsFor } from './strings';
export { AT_REST, keepFocus, label, render, type View } from './view';
