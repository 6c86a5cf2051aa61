import type { TemplateOrigin } from '../../protocol';

/** Templates are compared only when this holds. */
export function sameOrigin(a: TemplateOrigin, b: TemplateOrigin): boolean {
  return a.model === b.model && a.modelHash === b.modelHash && a.alignment === b.alignment;
}
