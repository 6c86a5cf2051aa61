import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { readManifest } from '../index';
import { prove } from '../optional/golden';
import { RECIPES } from '../optional/recipes';
import { sharedModels } from '../testing/shared';
import { convertOpenvino } from './index';
import { asVersion10 } from './testing';

const recipe = RECIPES.find(({ id }) => id === 'retail-0095');

async function read(context: TestContext): Promise<{ xml: string; bin: Uint8Array }> {
  const stem = join(sharedModels(context), 'face-reidentification-retail-0095');
  return { xml: await readFile(`${stem}.xml`, 'utf8'), bin: await readFile(`${stem}.bin`) };
}

/** Cosine to the golden numbers; throws where they are far. */
async function proofOf({ xml, bin }: { xml: string; bin: Uint8Array }): Promise<number> {
  const entry = (await readManifest()).embedders.find(({ id }) => id === recipe?.id);
  if (!recipe || !entry) throw new Error('no recipe or entry');
  return prove(convertOpenvino(xml, bin), recipe.products[0].golden, entry);
}

it('gives the golden numbers', async (context) => {
  expect(await proofOf(await read(context))).toBeGreaterThan(0.999999);
});

it('gives them too when the network is written as version 10', async (context) => {
  const { xml, bin } = await read(context);
  const later = asVersion10(xml, bin);
  expect(later.xml).toContain('type="GroupConvolution"');
  expect(await proofOf(later)).toBeGreaterThan(0.999999);
});

it('is refused when one number of its first layer is another', async (context) => {
  const { xml, bin } = await read(context);
  const changed = Uint8Array.from(bin);
  changed[1] = (changed[1] ?? 0) ^ 0x80; // the sign of blue's scale
  await expect(proofOf({ xml, bin: changed })).rejects.toThrow(/does not give the golden numbers/);
});
