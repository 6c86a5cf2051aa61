import type { ModelManifest, ModelSource } from '../../../src/protocol';
import { buildModels, readManifest } from '../index';
import { discard, keep, readStored } from '../store';
import { type Contract, prove } from './golden';
import { locator } from './locate';
import { readSource } from './read-source';
import type { Product, Recipe, Release } from './recipe';
import { RECIPES } from './recipes';

export interface AddOptions {
  /** Folder that keeps added models. */
  readonly store: string;
  /** Assets folder that is brought up to date. */
  readonly out: string;
  /** File, folder or address; the official address when absent. */
  readonly from?: string | undefined;
  readonly log: (line: string) => void;
}

/**
 * Reads an optional model's files, checks their sha256, converts them, proves the result by golden numbers, keeps it
 * in the store and brings the assets up to date. Says beforehand what is read from where, and its licence.
 * A model that the store has already is not read again.
 * Throws where any of that fails, and leaves nothing behind then.
 */
export async function addModel(id: string, { store, out, from, log }: AddOptions): Promise<void> {
  const recipe = findRecipe(id);
  if (await isInstalled(recipe, store)) {
    // Perhaps it was added for the assets of another folder.
    await buildModels({ out, store, log });
    log(`${id} is installed; to add it again, remove it first`);
    return;
  }
  const manifest = await readManifest();
  announce(recipe, sourceOf(manifest, id).license, from, log);
  const locate = await locator(from ?? official(recipe).address, recipe);
  const { release, contents } = await readSource(recipe, locate);
  log(`sha256 is that of ${release.name}`);
  const proved: { readonly product: Product; readonly onnx: Uint8Array; readonly proof: number }[] = [];
  for (const [i, product] of recipe.products.entries()) {
    const onnx = await convert(recipe, contents, i);
    const proof = await prove(onnx, product.golden, contractOf(manifest, product.id));
    log(`golden numbers of ${product.id}: cosine ${proof.toFixed(7)}`);
    proved.push({ product, onnx, proof });
  }
  try {
    for (const { product, onnx, proof } of proved) {
      await keep(store, product.id, onnx, { release: release.name, proof });
    }
    await buildModels({ out, store, log });
  } catch (error) {
    for (const product of recipe.products) await discard(store, product.id);
    throw error;
  }
}

/** Whether the store has all that the recipe makes. */
async function isInstalled(recipe: Recipe, store: string): Promise<boolean> {
  const stored = await Promise.all(recipe.products.map((product) => readStored(store, product.id)));
  return stored.every(({ state }) => state === 'installed');
}

/** Where the weights of an optional model come from. */
function sourceOf({ embedders, passive }: ModelManifest, id: string): ModelSource {
  const entry = [...embedders, passive].find((each) => each.id === id);
  if (!entry) throw new Error(`${id} has no entry in models/manifest.json`);
  return entry.source;
}

/** Input and output of one of its networks. */
function contractOf({ embedders, passive }: ModelManifest, id: string): Contract {
  const entry = [...embedders, ...passive.networks].find((each) => each.id === id);
  if (!entry) throw new Error(`${id} has no entry in models/manifest.json`);
  return entry;
}

/** @returns whether there was anything to remove */
export async function removeModel(
  id: string,
  { store, out, log }: Omit<AddOptions, 'from'>,
): Promise<boolean> {
  let removed = false;
  for (const product of findRecipe(id).products) {
    if ((await readStored(store, product.id)).state !== 'absent') removed = true;
    await discard(store, product.id);
  }
  await buildModels({ out, store, log });
  return removed;
}

function findRecipe(id: string): Recipe {
  const recipe = RECIPES.find((each) => each.id === id);
  if (recipe) return recipe;
  const known = RECIPES.map((each) => each.id).join(', ');
  throw new Error(`there is no optional model "${id}"; there are: ${known}`);
}

/** What will be read: of the official release, or of whichever known one lies where `--from` says. */
function announce(recipe: Recipe, license: string, from: string | undefined, log: AddOptions['log']): void {
  log(`${recipe.id} from ${from ?? official(recipe).address}, licence of the weights ${license}`);
  for (const { name, files } of from === undefined ? [official(recipe)] : recipe.releases) {
    log(`  ${name}: ${files.map((file) => `${file.name}, ${file.bytes} bytes`).join('; ')}`);
  }
}

function official(recipe: Recipe): Release & { readonly address: string } {
  for (const release of recipe.releases) {
    if (release.address !== undefined) return { ...release, address: release.address };
  }
  const names = recipe.releases.map(({ files }) => files.map(({ name }) => name).join(' and ')).join(', or ');
  throw new Error(
    `no official address is known for ${recipe.id}: name ${names} with --from <file, folder or address>`,
  );
}

// The converter is loaded when it is needed, so that a build with nothing to convert stays quick.
async function convert(
  recipe: Recipe,
  contents: readonly Uint8Array[],
  product: number,
): Promise<Uint8Array> {
  if (recipe.format === 'onnx') return contents[product] ?? new Uint8Array();
  const [first = new Uint8Array(), second = new Uint8Array()] = contents;
  const { convertOpenvino } = await import('../openvino');
  return convertOpenvino(new TextDecoder().decode(first), second);
}
