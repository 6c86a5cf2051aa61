/** A number of one run, and what it should be. */
export interface Bar {
  readonly name: string;
  /** Null when what it is made of was not measured. */
  readonly value: number | null;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly holds: boolean | null;
}

type Measured = number | null | undefined;

export function atLeast(name: string, value: Measured, least: number): Bar {
  return { name, value: value ?? null, atLeast: least, holds: value == null ? null : value >= least };
}

export function atMost(name: string, value: Measured, most: number): Bar {
  return { name, value: value ?? null, atMost: most, holds: value == null ? null : value <= most };
}

/** Undefined unless both were measured. */
export function ratio(a: Measured, b: Measured): number | undefined {
  return a == null || b == null ? undefined : a / b;
}
