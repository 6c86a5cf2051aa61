/** The element of that id in index.html. Throws when it is missing or of another kind: the two belong together. */
export function byId<T extends Element>(id: string, kind: abstract new () => T): T {
  return required(document.getElementById(id), kind, `#${id}`);
}

/** The first element inside `root` that matches. */
export function within<T extends Element>(root: Element, selector: string, kind: abstract new () => T): T {
  return required(root.querySelector(selector), kind, selector);
}

/** A new element with properties and children. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function required<T extends Element>(found: Element | null, kind: abstract new () => T, name: string): T {
  if (found instanceof kind) return found;
  throw new TypeError(`index.html has no ${kind.name} ${name}`);
}
