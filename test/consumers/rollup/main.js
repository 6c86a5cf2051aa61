import { createEngine } from 'mien';
import { listen } from './shared/page.js';

listen(createEngine, { assets: '/mien/' });
