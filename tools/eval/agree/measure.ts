import { availableParallelism } from 'node:os';
import type { Calibration } from '../../../src/protocol';
import { adapterIn, type Tab } from '../../browser';
import {
  type ConfidenceAgreement,
  compareConfidences,
  compareFaces,
  compareTemplates,
  type FaceAgreement,
  type TemplateAgreement,
} from './compare';
import type { Extracted, PlainSight } from './stages.page';
import { buildStages, embedAll, extractAll, openVariant, seeAll } from './variants';

export interface AgreementOptions {
  /** Absolute; at least one must show a face. */
  readonly photos: readonly string[];
  /** Photos of one person and of two, as indexes into `photos`. */
  readonly genuine: readonly (readonly [a: number, b: number])[];
  readonly impostors: readonly (readonly [a: number, b: number])[];
  /** How Chromium is started for WebGPU, and how many photos it is given: software takes seconds for each; 0 leaves it out. */
  readonly webgpu: { readonly args: readonly string[]; readonly photos: number };
  /** Embedder id; the manifest's first when absent. */
  readonly model?: string | undefined;
  /** That embedder's. */
  readonly calibration: Calibration;
  readonly log: (line: string) => void;
}

/** One variant against Chromium on wasm with one thread, the engine's usual way. */
export interface Row {
  readonly variant: string;
  /** What both variants were given. */
  readonly from: 'photo' | 'chip';
  readonly faces?: FaceAgreement;
  readonly templates?: TemplateAgreement;
  readonly genuine?: ConfidenceAgreement;
  readonly impostors?: ConfidenceAgreement;
  /** Photos whose decoded pixels, and chips, are the same to the last bit. */
  readonly same?: { readonly decoded: number; readonly chips: number };
}

export interface Agreement {
  readonly chromium: string;
  /** Of the rows on WebGPU; null without any. */
  readonly adapter: string | null;
  /** Undefined without a Firefox. */
  readonly firefox?: string;
  readonly rows: readonly Row[];
}

const ONE = { backend: 'wasm', threads: 1 } as const;
/** The same on TensorFlow.js, as it answers first, where that is not its usual way anyway. */
const SOON = { ...ONE, integersOn: 'tfjs' } as const;
/** More than there are cores wait for one another at every layer: Firefox was seen to take seconds a chip. */
const MANY = { backend: 'wasm', threads: Math.min(4, Math.max(2, availableParallelism())) } as const;
const WEBGL = { ...ONE, webgl: true } as const;

interface Reference {
  readonly extracted: readonly Extracted[];
  readonly sights: readonly PlainSight[];
  readonly chips: readonly string[];
  /** Of `chips`. */
  readonly templates: readonly (readonly number[])[];
}

/** Sends the same photos, and the same aligned chips, through every backend of both browsers. */
export async function measureAgreement(
  options: AgreementOptions & { readonly firefox: boolean },
): Promise<Agreement> {
  const { photos, log } = options;
  await buildStages();
  const rows: Row[] = [];
  const tell = (row: Row) => {
    rows.push(row);
    log(`${row.variant}, from the ${row.from}: done`);
  };
  await using chromium = await openVariant('chromium', options.model);
  const sights = await seeAll(chromium, ONE, photos);
  const chips = sights.flatMap(({ chip }) => (chip === null ? [] : [chip]));
  if (chips.length === 0) throw new Error('none of the photos shows a face');
  const reference: Reference = {
    extracted: await extractAll(chromium, 'wasm', photos),
    sights,
    chips,
    templates: await embedAll(chromium, ONE, chips),
  };
  tell(await chipRow('Chromium, wasm, TensorFlow.js', chromium, SOON, reference));
  tell(await chipRow('Chromium, wasm, several threads', chromium, MANY, reference));
  tell(await webglRow('Chromium, detector on webgl', chromium, reference, options));
  const adapter = options.webgpu.photos > 0 ? await tellWebgpu(reference, options, tell) : null;
  if (!options.firefox) return { chromium: chromium.version, adapter, rows };

  await using firefox = await openVariant('firefox', options.model);
  tell(await browserRow('Firefox, wasm', firefox, reference, options));
  tell(await chipRow('Firefox, wasm, 1 thread', firefox, ONE, reference));
  tell(await chipRow('Firefox, wasm, several threads', firefox, MANY, reference));
  return { chromium: chromium.version, firefox: firefox.version, adapter, rows };
}

async function chipRow(
  variant: string,
  tab: Tab,
  stages: typeof ONE | typeof SOON | typeof MANY,
  { chips, templates }: Reference,
): Promise<Row> {
  return {
    variant,
    from: 'chip',
    templates: compareTemplates(templates, await embedAll(tab, stages, chips)),
  };
}

async function webglRow(
  variant: string,
  tab: Tab,
  { sights }: Reference,
  { photos }: AgreementOptions,
): Promise<Row> {
  const theirs = await seeAll(tab, WEBGL, photos);
  return { variant, from: 'photo', faces: compareFaces(photos, facesOf(sights), facesOf(theirs)) };
}

/** Returns the adapter. */
async function tellWebgpu(
  { extracted, chips, templates }: Reference,
  { photos, model, webgpu }: AgreementOptions,
  tell: (row: Row) => void,
): Promise<string> {
  await using tab = await openVariant('chromium', model, webgpu.args);
  const variant = 'Chromium, webgpu';
  const few = photos.slice(0, webgpu.photos);
  const theirs = await embedAll(tab, { backend: 'webgpu', threads: 1 }, chips.slice(0, webgpu.photos));
  tell({ variant, from: 'chip', templates: compareTemplates(templates.slice(0, theirs.length), theirs) });
  const seen = await extractAll(tab, 'webgpu', few);
  tell({ variant, from: 'photo', ...photoAgreement(few, extracted.slice(0, few.length), seen) });
  return await adapterIn(tab);
}

async function browserRow(
  variant: string,
  tab: Tab,
  { extracted, sights }: Reference,
  { photos, genuine, impostors, calibration }: AgreementOptions,
): Promise<Row> {
  const theirs = await extractAll(tab, 'wasm', photos);
  const theirSights = await seeAll(tab, ONE, photos);
  const alike = (stage: 'decoded' | 'chip') =>
    sights.filter((sight, i) => sight[stage] === theirSights[i][stage]).length;
  const confidences = (pairs: AgreementOptions['genuine']) => {
    const usable = pairs.filter((pair) => pair.every((i) => extracted[i] && theirs[i]));
    const templates = (seen: readonly Extracted[]) => seen.map((each) => each?.template ?? []);
    return compareConfidences(usable, templates(extracted), templates(theirs), calibration);
  };
  return {
    variant,
    from: 'photo',
    ...photoAgreement(photos, extracted, theirs),
    genuine: confidences(genuine),
    impostors: confidences(impostors),
    same: { decoded: alike('decoded'), chips: alike('chip') },
  };
}

/** Templates are compared where both variants found a face; the others are counted among the faces. */
function photoAgreement(
  photos: readonly string[],
  ours: readonly Extracted[],
  theirs: readonly Extracted[],
): Required<Pick<Row, 'faces' | 'templates'>> {
  const both = ours.flatMap((a, i) => {
    const b = theirs[i];
    return a && b ? [{ a: a.template, b: b.template }] : [];
  });
  return {
    faces: compareFaces(photos, facesOf(ours), facesOf(theirs)),
    templates: compareTemplates(
      both.map(({ a }) => a),
      both.map(({ b }) => b),
    ),
  };
}

function facesOf(seen: readonly (Pick<PlainSight, 'face'> | null)[]): PlainSight['face'][] {
  return seen.map((each) => each?.face ?? null);
}
