/** Sets properties again that were set before the element was known: they would hide its accessors. */
export function setAgain(element: object, names: readonly string[]): void {
  for (const name of names) {
    const { value } = Object.getOwnPropertyDescriptor(element, name) ?? {};
    if (value === undefined) continue;
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
