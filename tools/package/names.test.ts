import { expect, it } from 'vitest';
import { unexportedNames } from './names';

it('names what a signature mentions and no export gives', () => {
  const text = `
    interface Hidden { readonly name: string }
    interface Shown { readonly hidden: Hidden; readonly kind: Kind }
    type Kind = keyof typeof TABLE;
    declare const TABLE: { readonly a: 1 };
    declare function show(given: Shown): void;
    export { show };
    export type { Kind, Shown as Seen };
  `;
  expect(unexportedNames(text)).toEqual(['Hidden', 'TABLE']);
});

it('lets a class extend what has no name outside', () => {
  const text = `
    declare const Base: new () => object;
    declare abstract class Half extends Base {}
    declare class Whole extends Half {}
    export { Whole };
  `;
  expect(unexportedNames(text)).toEqual([]);
});
