import type { Page } from 'playwright-core';

/** Three words of one sentence; names of models, packages and formats have fewer, or are code. */
const LATIN_SENTENCE = /[A-Za-z’']{2,}(?:[ ,:;]+[A-Za-z’']+){2,}/;

/** Every sentence in Latin letters that is seen or read out where scripts run, but for code. */
export async function sentencesInLatin(page: Page): Promise<string[]> {
  return (await page.evaluate(textsOf)).filter((text) => LATIN_SENTENCE.test(text));
}

/** Of the page's document. */
function textsOf(): string[] {
  const own = (element: Element) => !element.closest('code, pre, noscript');
  const labels = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].filter(own);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    const { currentNode } = walker;
    if (currentNode.parentElement && own(currentNode.parentElement))
      texts.push(currentNode.textContent ?? '');
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
    texts.push(...labels.map((element) => element.getAttribute(name) ?? ''));
  // Seen, such an input speaks the browser's language, whatever the page's is.
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file]'))
    if (getComputedStyle(input).opacity !== '0') texts.push(`a choice of files, named ${input.name}`);
  return texts;
}
