import { expect, it } from 'vitest';
import { en } from './en';
import { zh } from './zh';

/** Every text of a language by its path; what takes numbers and names is asked with some. */
function texts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(3, 7, 11))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, `${path}/${key}`));
}

/** The same in every language. */
const NAMES = [
  '/people/newGroup',
  '/about/webgpu',
  '/about/wasm',
  '/verify/stage',
  '/engine/bytes',
  '/benchmark/progress',
  '/benchmark/p95',
  '/explore/oneIn',
];

it('has the same texts in both languages', () => {
  expect(texts(zh).map(([path]) => path)).toEqual(texts(en).map(([path]) => path));
});

it('leaves nothing untranslated', () => {
  const chinese = new Map(texts(zh));
  const same = texts(en).filter(
    ([path, text]) => chinese.get(path) === text && !NAMES.some((name) => path.startsWith(name)),
  );
  expect(same).toEqual([]);
  const latin = [...chinese].filter(
    ([path, text]) => !/\p{Script=Han}/u.test(text) && !NAMES.some((name) => path.startsWith(name)),
  );
  expect(latin).toEqual([]);
});

it('says numbers of things as the language does', () => {
  expect([en.people.faces(1), en.people.faces(2)]).toEqual(['1 face', '2 faces']);
  expect(en.people.showing(1, 1)).toBe('1 person');
  expect(zh.people.showing(1, 2)).toBe('2 人中的 1 人');
});
