import { cpSync } from 'node:fs';

cpSync('shared/index.html', 'dist/index.html');
