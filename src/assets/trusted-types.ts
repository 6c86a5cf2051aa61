/** What Trusted Types add to a browser's globals; not among TypeScript's types yet. */
interface TrustedScope {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(address: string): string }): TrustedPolicy;
  };
}

interface TrustedPolicy {
  /** An object that stands for the address where a script's is expected. */
  createScriptURL(address: string): unknown;
}

/** What a Content-Security-Policy allows by `trusted-types mien`. */
const POLICY = 'mien';

let policy: TrustedPolicy | null | undefined;

/**
 * The address of a script as the constructor of a worker takes it on pages with `require-trusted-types-for 'script'`, by the policy `mien`.
 * Where the page does not allow that policy it is the address as it was: the page's `default` policy may take it.
 */
export function trustedScript(address: string): string {
  policy ??= createPolicy();
  // The types of the DOM know strings and URLs only.
  return policy ? (policy.createScriptURL(address) as string) : address;
}

/** Whether an error says that this page takes trusted addresses only, and that this one was not. Firefox speaks of a sink. */
export function wantsTrustedTypes(error: unknown): error is TypeError {
  return error instanceof TypeError && /trusted|sink type/i.test(error.message);
}

/** What such an error is to the page's developer. */
export const TRUSTED_TYPES_ADVICE = `this page’s Content-Security-Policy asks for Trusted Types (require-trusted-types-for) and does not allow the policy “${POLICY}”: add “trusted-types ${POLICY}” to it`;

/** Has runtimes that start workers of their own give them trusted addresses, too. */
export function trustWorkers(): void {
  const { Worker: Plain } = globalThis;
  if (!(globalThis as TrustedScope).trustedTypes || Plain === undefined) return;
  globalThis.Worker = class extends Plain {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(trustedScript(String(address)), options);
    }
  };
}

function createPolicy(): TrustedPolicy | null {
  try {
    const { trustedTypes } = globalThis as TrustedScope;
    return trustedTypes?.createPolicy(POLICY, { createScriptURL: (address) => address }) ?? null;
  } catch {
    return null; // the page does not allow it, or has another copy of mien
  }
}
