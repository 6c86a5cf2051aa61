export { type ColourChange, type FlashFinding, follow, type LightSample } from './follow';
