const sheets = new Map<string, CSSStyleSheet>();

/** Adds rules to what an element's own contents look like, once. */
export function addSheet(root: ShadowRoot, style: string): void {
  const sheet = sheets.get(style) ?? new CSSStyleSheet();
  if (!sheets.has(style)) sheet.replaceSync(style);
  sheets.set(style, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
