import { brotliSize } from '../../tools/build';

/** Bytes of these files together, each compressed as a server would. */
export async function compressedSize(address: string, paths: Iterable<string>): Promise<number> {
  let sum = 0;
  for (const path of paths) {
    const response = await fetch(new URL(path, address));
    if (response.ok) sum += await brotliSize(new Uint8Array(await response.arrayBuffer()));
  }
  return sum;
}
