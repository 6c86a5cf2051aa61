import { markdown } from '../tables';
import { LAYERS } from './layers.mjs';

const PLACE = /<!-- layers -->.*<!-- \/layers -->/s;

/** docs/inside/architecture.md with the table of layers as it should be now. */
export function withLayers(text: string): string {
  if (!PLACE.test(text)) throw new Error('docs/inside/architecture.md has no place for the layers');
  const rows = LAYERS.map(({ folder, holds, thread, may }) => [
    `\`${folder}${folder.endsWith('.ts') ? '' : '/'}\``,
    holds,
    thread,
    may.map((each) => each.replace(/^src\//, '')).join(', ') || 'nothing',
  ]);
  const table = markdown({ head: ['folder', 'what lives there', 'thread', 'may import'], rows });
  return text.replace(PLACE, () => `<!-- layers -->\n\n${table}\n\n<!-- /layers -->`);
}
