import { createEngine } from '$CDN/npm/mien/dist/index.js';
import { listen } from './page.js';

listen(createEngine, { assets: '$CDN/npm/mien/dist/assets/' });
