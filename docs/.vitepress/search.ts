import type { DefaultTheme } from 'vitepress';

/** Characters that a word of the index has of text that is written without spaces. */
const LONGEST = 6;
const UNSPACED = /\p{Script=Han}+/gu;

/**
 * A search finds beginnings of words. Chinese has no spaces between its words: each place of a run of characters gets a
 * word of its own, so that what begins there is found.
 */
export function withPlaces(text: string): string {
  return text.replace(UNSPACED, (run) =>
    Array.from(run, (_, start) => run.slice(start, start + LONGEST)).join(' '),
  );
}

export const searchable: DefaultTheme.LocalSearchOptions = {
  async _render(source, env, markdown) {
    const html = await markdown.renderAsync(source, env);
    return env.relativePath.startsWith('zh/') ? withPlaces(html) : html;
  },
  locales: {
    zh: {
      translations: {
        button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
        modal: {
          displayDetails: '显示详情',
          resetButtonTitle: '清空',
          backButtonTitle: '关闭',
          noResultsText: '没有结果',
          footer: {
            selectText: '选择',
            selectKeyAriaLabel: '回车',
            navigateText: '切换',
            navigateUpKeyAriaLabel: '上',
            navigateDownKeyAriaLabel: '下',
            closeText: '关闭',
            closeKeyAriaLabel: 'Esc',
          },
        },
      },
    },
  },
};
