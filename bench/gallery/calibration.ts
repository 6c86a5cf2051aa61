import manifest from '../../models/manifest.json';
import type { Calibration } from '../../src/protocol';

/** The built-in model's: a search needs one, and which one does not matter. */
export default manifest.embedders[0].calibration as unknown as Calibration;
