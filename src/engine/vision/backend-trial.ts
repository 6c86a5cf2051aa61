import type { BackendInfo } from '../../api';
import type { AdapterInfo, RemoteVision, SelfTestResult, TrialOutcome } from '../../protocol';
import type { WorkerClient } from '../../rpc/page';

/** Two backends agree when the cosine of their outputs on the fixed input is at least this. */
const RIGHT_COSINE = 0.999;
const SELF_TEST_RUNS = 3;

type VisionClient = WorkerClient<RemoteVision>;

export interface TrialReport {
  readonly adapter: AdapterInfo | null;
  readonly outcome: TrialOutcome;
  readonly trial: BackendInfo['trial'];
  /** A started WebGPU worker, when it won; the caller owns it. */
  readonly winner: VisionClient | null;
}

/** Before anything was tried. */
export function untried(requested: BackendInfo['requested']): BackendInfo {
  return {
    requested,
    active: requested === 'webgpu' ? 'webgpu' : 'wasm',
    reason: requested === 'auto' ? 'wasm answers first' : `asked for ${requested}`,
    adapter: null,
    trial: null,
  };
}

/**
 * Tries WebGPU beside the wasm worker that is already answering: faster and right, or it is dropped.
 * Feature detection would not do: WebGPU loses on small networks on some machines and has returned wrong
 * numbers on others. The outcome is remembered by adapter, runtime versions and model.
 *
 * @param asked the wasm worker that knows about adapters and former trials
 * @param makeRival gives the worker that WebGPU has to beat; called only where there is something to try
 */
export async function tryWebgpu(
  asked: VisionClient,
  makeRival: () => Promise<VisionClient>,
  makeSpare: () => VisionClient,
  trySoftwareAdapter: boolean,
  signal: AbortSignal,
): Promise<TrialReport> {
  const adapter = await asked.aside(signal, (api) => api.adapter());
  if (adapter === null) return stay(null, 'this browser offers no WebGPU adapter');
  if (adapter.isFallback && !trySoftwareAdapter) {
    return stay(adapter, 'the WebGPU adapter is a software one');
  }
  const known = await asked.aside(signal, (api) => api.recallTrial(adapter));
  if (known?.winner === 'wasm') return stay(adapter, `remembered: ${known.reason}`);

  const wasm = await makeRival();
  const spare = makeSpare();
  let report = stay(adapter, 'WebGPU did not run');
  try {
    await spare.start(signal);
    const theirs = await spare.call(signal, (api) => api.selfTest(SELF_TEST_RUNS));
    const ours = await wasm.call(signal, (api) => api.selfTest(SELF_TEST_RUNS));
    const { outcome, trial } = judge(ours, theirs);
    // Only a comparison is remembered: what failed today, offline say, may work tomorrow. Not to be able to
    // remember is no reason to forgo the faster backend.
    await wasm.aside(signal, (api) => api.rememberTrial(adapter, outcome)).catch(() => undefined);
    signal.throwIfAborted();
    report = { adapter, outcome, trial, winner: outcome.winner === 'webgpu' ? spare : null };
  } catch (error) {
    signal.throwIfAborted();
    report = stay(adapter, `WebGPU did not run: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    if (report.winner === null) spare.close();
  }
  return report;
}

/** Right first, then fast: the sum of the networks' times decides. */
export function judge(
  wasm: SelfTestResult,
  webgpu: SelfTestResult,
): { outcome: TrialOutcome; trial: NonNullable<BackendInfo['trial']> } {
  const templateCosine = cosine(wasm.template, webgpu.template);
  const detectionCosine = cosine(wasm.detection, webgpu.detection);
  const trial = { wasm: times(wasm), webgpu: times(webgpu), templateCosine, detectionCosine };
  const least = Math.min(templateCosine, detectionCosine, landmarkCosine(wasm, webgpu));
  if (!(least >= RIGHT_COSINE)) {
    const reason = `WebGPU gave other numbers (cosine ${least.toFixed(4)})`;
    return { outcome: { winner: 'wasm', reason }, trial };
  }
  const wasmMs = wasm.detectMs + wasm.embedMs;
  const webgpuMs = webgpu.detectMs + webgpu.embedMs;
  const figures = `WebGPU ${webgpuMs.toFixed(1)} ms, wasm ${wasmMs.toFixed(1)} ms`;
  return webgpuMs < wasmMs
    ? { outcome: { winner: 'webgpu', reason: `WebGPU is right and faster (${figures})` }, trial }
    : { outcome: { winner: 'wasm', reason: `WebGPU is right but not faster (${figures})` }, trial };
}

/** 1 for models that are aligned without the landmark network. */
function landmarkCosine({ landmarks: a }: SelfTestResult, { landmarks: b }: SelfTestResult): number {
  return a === null || b === null ? 1 : cosine(a, b);
}

function stay(adapter: AdapterInfo | null, reason: string): TrialReport {
  return { adapter, outcome: { winner: 'wasm', reason }, trial: null, winner: null };
}

function times({ detectMs, embedMs }: SelfTestResult): { detectMs: number; embedMs: number } {
  return { detectMs, embedMs };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / Math.sqrt(aa * bb);
}
