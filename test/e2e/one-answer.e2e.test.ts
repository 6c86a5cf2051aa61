import { expect, test } from 'vitest';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';

/** Where the face was found, px; a refusal's code. */
interface Found {
  readonly code: number;
  readonly x: number;
  readonly y: number;
}

test('what `detect` finds first is there for `verify`, whichever way the photo lies', async () => {
  await using tab = await openEngineTab();
  await tab.page.setInputFiles('#files', packagePhoto(4));
  const answers = await tab.page.evaluate(async () => {
    const bitmap = await createImageBitmap(files()[0]);
    const [portrait] = (await engine.detect(files()[0])).face;
    // A portrait of 126 px and little contrast, as of a card that lies on a table.
    const table = new OffscreenCanvas(2118, 1412);
    const drawing = table.getContext('2d') as OffscreenCanvasRenderingContext2D;
    drawing.fillStyle = '#8a8478';
    drawing.fillRect(0, 0, table.width, table.height);
    drawing.filter = 'contrast(0.35)';
    drawing.imageSmoothingQuality = 'high';
    const [width, height] = [1.6 * portrait.width, 1.6 * portrait.height];
    const [x, y] = [portrait.x - 0.3 * portrait.width, portrait.y - 0.3 * portrait.height];
    const scale = 126 / portrait.height;
    drawing.drawImage(bitmap, x, y, width, height, 1300, 800, width * scale, height * scale);

    const seen: { turns: number; detect: Found; verify: Found }[] = [];
    for (const turns of [0, 1, 2, 3]) {
      const lies = turns % 2 === 1;
      const turned = new OffscreenCanvas(
        lies ? table.height : table.width,
        lies ? table.width : table.height,
      );
      const copy = turned.getContext('2d') as OffscreenCanvasRenderingContext2D;
      copy.translate(turned.width / 2, turned.height / 2);
      copy.rotate((turns * Math.PI) / 2);
      copy.drawImage(table, -table.width / 2, -table.height / 2);
      const refused = ({ code }: { code: number }) => ({ code, x: 0, y: 0 });
      const detect = await engine.detect(turned).then(({ face: [{ x, y }] }) => ({ code: 0, x, y }), refused);
      const verify = await engine
        .extract(turned)
        .then(({ face: { box } }) => ({ code: 0, x: box.x, y: box.y }), refused);
      seen.push({ turns, detect, verify });
    }
    return seen;
  });
  for (const { turns, detect, verify } of answers) {
    const label = `${turns} quarters`;
    expect([detect.code, verify.code], label).toEqual([0, 0]);
    expect(Math.hypot(detect.x - verify.x, detect.y - verify.y), label).toBeLessThan(20);
  }
});
