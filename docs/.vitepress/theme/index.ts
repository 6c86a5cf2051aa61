import { type Theme, useData, withBase } from 'vitepress';
import Default from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import './style.css';

/** Of an address that leads nowhere. The theme's own has no main landmark, and a link whose name is not its text. */
function NotFound() {
  const { theme, localeIndex } = useData();
  const { title, quote, linkText } = theme.value.notFound;
  const home = localeIndex.value === 'root' ? '/' : `/${localeIndex.value}/`;
  return h('main', { class: 'not-found' }, [
    h('h1', title),
    h('p', quote),
    h('p', h('a', { href: withBase(home) }, linkText)),
  ]);
}

/** The default theme, which then asks for no font. */
export default {
  extends: Default,
  Layout: () => h(Default.Layout, null, { 'not-found': () => h(NotFound) }),
} satisfies Theme;
