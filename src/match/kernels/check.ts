/** The number of templates; RangeError when it is not whole. */
export function checkLength(templates: Float32Array, dimension: number): number {
  if (templates.length % dimension === 0) return templates.length / dimension;
  throw new RangeError(`${templates.length} numbers are no templates of ${dimension}`);
}

export function checkProbe(probe: Float32Array, dimension: number): Float32Array {
  if (probe.length === dimension) return probe;
  throw new RangeError(`a probe of ${probe.length} numbers for templates of ${dimension}`);
}
