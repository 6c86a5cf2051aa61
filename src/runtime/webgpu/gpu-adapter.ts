/**
 * How long to wait before asking again, ms. A Chromium whose GPU process is only starting answers that there is no adapter, and had one
 * 0.15 s later (docs/decisions/020); where there is none, the sum is what it takes to know.
 */
const ASK_AGAIN_AFTER = [100, 200, 400, 800];

/** The browser's WebGPU adapter; null where it has none. */
export async function findAdapter(
  // Not every browser has it, whatever the types say.
  gpu: Pick<GPU, 'requestAdapter'> | undefined = navigator.gpu,
): Promise<GPUAdapter | null> {
  if (gpu === undefined) return null;
  for (const wait of ASK_AGAIN_AFTER) {
    const adapter = await ask(gpu);
    if (adapter !== null) return adapter;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return ask(gpu);
}

/** For runtimes, which ask once only. */
export async function requireAdapter(): Promise<void> {
  if ((await findAdapter()) === null) throw new Error('this browser offers no WebGPU adapter');
}

function ask(gpu: Pick<GPU, 'requestAdapter'>): Promise<GPUAdapter | null> {
  return gpu.requestAdapter().catch(() => null);
}
