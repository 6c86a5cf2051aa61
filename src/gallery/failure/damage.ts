/** A record that is missing, changed, or not the one that belongs here. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
  readonly kind: string;
  readonly key: string;

  constructor(kind: string, key: string, cause?: unknown) {
    super(`the ${kind} record ${key} is damaged`, { cause });
    this.kind = kind;
    this.key = key;
  }
}

/** For `catch`: undefined instead of a damaged record. */
export function nothingIfDamaged(error: unknown): undefined {
  if (!(error instanceof Damaged)) throw error;
}
