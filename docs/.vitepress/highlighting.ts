import { transformerStyleToClass } from '@shikijs/transformers';
import type { MarkdownOptions, MarkdownRenderer } from 'vitepress';

const styles = transformerStyleToClass({ classPrefix: 'code-' });

/** Colours of code as classes: a policy without `unsafe-inline` forbids the style attributes that they come as. */
export const highlighting = {
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    codeTransformers: [styles],
  } satisfies MarkdownOptions,
  /** Of all code that was rendered until now. */
  css: (): string => styles.getCSS(),
};

/** Code that is only indented would get no frame, and make a page wider than its screen. */
export function indentedCodePlugin(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('indented-code', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'code_block') token.type = 'fence';
  });
}
