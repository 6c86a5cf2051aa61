import { docsAddress, messages } from '../i18n';
import { addressOf, FURTHER_PAGES, MAIN_PAGES, type PageName, page } from '../state/route';
import { Icon } from '../ui/icons';

/** One row. On small screens it has what people come for, and the page that lists the rest; on phones it is where thumbs are. */
export function Navigation() {
  const { app, pages } = messages.value;
  return (
    <nav aria-label={app.pages}>
      <ul>
        {MAIN_PAGES.map((name) => (
          <li key={name}>
            <a href={addressOf(name)} aria-current={currentIf(page.value === name)}>
              <Icon name={name} />
              {pages[name]}
            </a>
          </li>
        ))}
        {FURTHER_PAGES.map((name) => (
          <li key={name} class="wide">
            <a href={addressOf(name)} aria-current={currentIf(page.value === name)}>
              {pages[name]}
            </a>
          </li>
        ))}
        <li class="wide">
          <a href={docsAddress()}>{app.docs}</a>
        </li>
        <li class="narrow">
          <a href={addressOf('more')} aria-current={currentIf(isBehindMore(page.value))}>
            <Icon name="more" />
            {pages.more}
          </a>
        </li>
      </ul>
    </nav>
  );
}

function isBehindMore(name: PageName): boolean {
  return name === 'more' || FURTHER_PAGES.some((each) => each === name);
}

function currentIf(is: boolean): 'page' | undefined {
  return is ? 'page' : undefined;
}
