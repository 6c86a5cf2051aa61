import { cpSync } from 'node:fs';

cpSync('node_modules/mien/dist', 'dist/lib', { recursive: true, filter: (path) => !path.includes('assets') });
cpSync('shared', 'dist', { recursive: true });
cpSync('index.html', 'dist/index.html');
