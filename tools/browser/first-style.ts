import { createHash } from 'node:crypto';

/** How the text of the demo's first page looks while no other file has come: as it does afterwards, in the colours of the system. */
export const FIRST_STYLE = [
  '*{box-sizing:border-box}',
  'body{margin:0;font:1rem/1.5 system-ui,sans-serif;background:#f6f7f7;color:#1a2120}',
  '@media(prefers-color-scheme:dark){body{background:#121716;color:#e6ecea}}',
  '#app{max-width:76rem;margin:0 auto;padding:0 1rem 1rem}',
  'main{display:grid;gap:1rem}',
  'h1,p{margin:0}',
  'h1{font-size:1.6rem;line-height:1.2}',
  '.lead{max-width:46rem;font-size:1.05rem}',
].join('');

/** What a policy's `style-src` calls it. https://www.w3.org/TR/CSP3/#match-element-to-source-list */
export const FIRST_STYLE_SOURCE = `'sha256-${createHash('sha256').update(FIRST_STYLE).digest('base64')}'`;
