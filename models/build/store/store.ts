import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describeFile, writeWhole } from '../files';

/** Where added models are kept, outside git: the set-up copies them into the assets. */
export const STORE = fileURLToPath(new URL('../../optional', import.meta.url));

const Receipt = v.object({
  bytes: v.number(),
  sha256: v.string(),
  /** The release it was made from. */
  release: v.string(),
  /** Cosine to the golden numbers. */
  proof: v.number(),
});
/** What was added, beside the model's file; written last, so that a file without one does not count. */
export type Receipt = v.InferOutput<typeof Receipt>;

export type Stored =
  | { readonly state: 'absent' }
  /** Half a pair, or contents that the receipt does not describe. */
  | { readonly state: 'damaged' }
  | { readonly state: 'installed'; readonly receipt: Receipt; readonly onnx: Uint8Array };

export async function readStored(store: string, id: string): Promise<Stored> {
  const [onnx, text] = await Promise.all([contents(modelPath(store, id)), contents(receiptPath(store, id))]);
  if (!onnx && !text) return { state: 'absent' };
  const receipt = parse(text);
  if (!onnx || !receipt || describeFile('', onnx).sha256 !== receipt.sha256) return { state: 'damaged' };
  return { state: 'installed', receipt, onnx };
}

/** Keeps a model. A failure leaves nothing of it. */
export async function keep(
  store: string,
  id: string,
  onnx: Uint8Array,
  of: Pick<Receipt, 'release' | 'proof'>,
): Promise<void> {
  const { bytes, sha256 } = describeFile('', onnx);
  const receipt: Receipt = { bytes, sha256, ...of };
  try {
    await writeWhole(modelPath(store, id), onnx);
    await writeWhole(receiptPath(store, id), Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`));
  } catch (cause) {
    await discard(store, id);
    throw new Error(`${id} could not be kept in ${store}: ${reasonOf(cause, bytes)}`, { cause });
  }
}

export async function discard(store: string, id: string): Promise<void> {
  for (const path of [modelPath(store, id), receiptPath(store, id)]) {
    // Where a folder of the path is a file, there is nothing to remove either.
    await rm(path, { force: true }).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOTDIR') throw error;
    });
  }
}

function modelPath(store: string, id: string): string {
  return join(store, `${id}.onnx`);
}

function receiptPath(store: string, id: string): string {
  return join(store, `${id}.json`);
}

async function contents(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw error;
  });
}

function parse(text: Uint8Array | undefined): Receipt | undefined {
  try {
    return v.parse(Receipt, JSON.parse(new TextDecoder().decode(text)));
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown, bytes: number): string {
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))) return `no room for its ${bytes} bytes`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
