import { expect, it } from 'vitest';
import { openEnginePage } from '../../tools/browser';
import { packagePhoto } from '../support/data';
import { docExamples } from '../support/doc-examples';

const [example] = docExamples('docs/guide/quick-start.md');

/** Heads in the sample photos, px: one woman is in the middle of the third and on the right of the first. */
const ANN = { file: 0, x: 950, y: 100, edge: 500 };
const ANN_AGAIN = { file: 1, x: 1290, y: 60, edge: 560 };
const SOMEBODY_ELSE = { file: 1, x: 740, y: 350, edge: 400 };

it.each([
  ['it is Ann', ANN_AGAIN],
  ['it is not Ann', SOMEBODY_ELSE],
])('the guide’s first example says of the sample photos: %s', async (verdict, probe) => {
  await using tab = await openEnginePage();
  await tab.page.setInputFiles('#files', [packagePhoto(3), packagePhoto(1)]);
  const said = await tab.page.evaluate(
    async ({ code, enrolled, probe }) => {
      const cut = ({ file, x, y, edge }: typeof probe) => {
        const photo = document.querySelector('input')?.files?.[file];
        if (!photo) throw new Error('the page has no such photo');
        return createImageBitmap(photo, x, y, edge, edge);
      };
      const run = new Function(
        'createEngine',
        'enrolmentPhotos',
        'photo',
        'console',
        `return (async () => {${code}})()`,
      );
      const lines: unknown[][] = [];
      const log = (...words: unknown[]) => lines.push(words);
      await run(mien.createEngine, [await cut(enrolled)], await cut(probe), { log });
      return lines;
    },
    { code: example, enrolled: ANN, probe },
  );
  expect(said).toEqual([[verdict, expect.any(Number)]]);
});
