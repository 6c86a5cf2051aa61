import { expect, it } from 'vitest';
import { readManifest } from '../index';
import { RECIPES } from './recipes';

it('has a recipe for each optional model of the manifest, and no other', async () => {
  const { embedders, passive } = await readManifest();
  const optional = [...embedders.filter((entry) => 'optional' in entry), passive];
  expect(optional.map(({ id }) => id)).toEqual(RECIPES.map(({ id }) => id));
  for (const { id, source } of optional) {
    const releases = RECIPES.find((recipe) => recipe.id === id)?.releases ?? [];
    const [official = releases[0]] = releases.filter(({ address }) => address !== undefined);
    expect(official?.files.map(({ name }) => name)).toEqual(source.files);
    if (official?.address !== undefined) expect(source.package).toBe(official.address);
  }
});

it('pins every file and reads every number of the output', () => {
  for (const { releases, products } of RECIPES) {
    for (const { files, address } of releases) {
      for (const file of files) {
        expect(file.bytes).toBeGreaterThan(0);
        expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      }
      if (address !== undefined) expect(address).toMatch(/^https:\/\/.*\/$/);
    }
    for (const { golden } of products) expect(golden.sums.length).toBeGreaterThan(0);
  }
});
