import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

mkdirSync('dist', { recursive: true });
cpSync('shared', 'dist', { recursive: true });
writeFileSync('dist/main.js', readFileSync('main.js', 'utf8').replaceAll('$CDN', process.env.CDN));
