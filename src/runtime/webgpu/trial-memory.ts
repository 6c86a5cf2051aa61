import { openDB } from 'idb';
import type { AdapterInfo, TrialOutcome } from '../../protocol';
import { findAdapter } from './gpu-adapter';

/** Outcomes of WebGPU trials, kept per browser profile; they hold nothing of any person or gallery. */
const DATABASE = 'mien-device';
const STORE = 'trials';

/** What the browser tells of its WebGPU adapter, or null when it has none. */
export async function describeAdapter(): Promise<AdapterInfo | null> {
  const adapter = await findAdapter();
  if (adapter === null) return null;
  // Older browsers know the adapter's flag only, or tell nothing; the newest moved it into `info`.
  const info: Partial<GPUAdapterInfo> = adapter.info ?? {};
  const { vendor, architecture, device, description, isFallbackAdapter } = info;
  const legacy: unknown = Reflect.get(adapter, 'isFallbackAdapter');
  return {
    description: [vendor, architecture, device, description].filter(Boolean).join(' ') || 'unnamed adapter',
    isFallback: isFallbackAdapter ?? legacy === true,
  };
}

/** `subject` names what was tried: runtime versions and model. */
export async function recallTrial(adapter: AdapterInfo, subject: string): Promise<TrialOutcome | null> {
  const db = await open();
  try {
    return (await db.get(STORE, keyOf(adapter, subject))) ?? null;
  } finally {
    db.close();
  }
}

export async function rememberTrial(
  adapter: AdapterInfo,
  subject: string,
  outcome: TrialOutcome,
): Promise<void> {
  const db = await open();
  try {
    await db.put(STORE, outcome, keyOf(adapter, subject));
  } finally {
    db.close();
  }
}

function keyOf(adapter: AdapterInfo, subject: string): string {
  return `${adapter.description} | ${subject}`;
}

function open() {
  return openDB<{ [STORE]: { key: string; value: TrialOutcome } }>(DATABASE, 1, {
    upgrade: (db) => {
      db.createObjectStore(STORE);
    },
  });
}
