import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const docs = resolve(import.meta.dirname, '../../docs');

const pages = readdirSync(join(docs, 'zh'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.replaceAll('\\', '/'));

/** The English page has a table of what was run, to which the Chinese one links. */
const RUNS = /<!-- consumers -->[\s\S]*<!-- \/consumers -->/;
/** Comments, texts and places to fill in, which are translated. */
const WORDS = /(?:\/\/|#) .*$|'[^']*'|<[^<>]+>/gm;
const BLOCK = /^```[\s\S]*?^```/gm;

/** What does not depend on the language. */
function bones(page: string) {
  const text = readFileSync(join(docs, page), 'utf8').replace(RUNS, '');
  const prose = text.replace(BLOCK, '');
  return {
    code: Array.from(text.matchAll(BLOCK), ([block]) => block.replace(WORDS, '')),
    headings: Array.from(prose.matchAll(/^#+ /gm), ([marks]) => marks),
    numbers: Array.from(prose.matchAll(/−?\d+(?:[.,]\d+)*/g), ([number]) => number).sort(),
  };
}

it('every page of the guide is there in Chinese', () => {
  const english = readdirSync(join(docs, 'guide')).map((name) => `guide/${name}`);
  expect(pages.toSorted()).toEqual([...english, 'index.md'].toSorted());
});

it.each(pages)('%s has the numbers, code and headings of its English twin', (page) => {
  expect(bones(`zh/${page}`)).toEqual(bones(page));
});

it.each(pages)('%s breaks no line between Chinese characters, where a page would have a space', (page) => {
  const text = readFileSync(join(docs, 'zh', page), 'utf8').replace(BLOCK, '');
  const wide = '[\\u2e80-\\u9fff\\u3000-\\u303f\\uff00-\\uffef]';
  expect(text).not.toMatch(new RegExp(`${wide}\\n *${wide}`));
});
