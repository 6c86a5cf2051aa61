import type { JSX } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { chooseLanguage, LANGUAGES, type Language, language, messages } from '../i18n';
import { addressOf, PAGES, type PageName, page } from '../state/route';
import { chooseTheme, THEMES, type Theme, theme } from '../state/theme';
import { Boundary } from './boundary';
import { EngineGate } from './engine-gate';
import { OfflineBadge, UpdateOffer } from './offline-badge';

/** Each page's code is fetched when it is opened. */
const CONTENT: Readonly<Record<PageName, () => JSX.Element>> = {
  verify: lazy(() => import('../pages/verify')),
  people: lazy(() => import('../pages/people')),
  identify: lazy(() => import('../pages/identify')),
  explore: lazy(() => import('../pages/explore')),
  benchmark: lazy(() => import('../pages/benchmark')),
  api: lazy(() => import('../pages/api')),
  about: lazy(() => import('../pages/about')),
};

export function Shell() {
  const { app } = messages.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const Content = CONTENT[page.value];
  const title = messages.value.pages[page.value];
  useEffect(() => {
    document.title = `${title} · mien`;
  }, [title]);
  useEffect(() => {
    // Who follows a link by keyboard or screen reader goes on at the new page's start.
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [page.value]);
  return (
    <>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        {app.skip}
      </button>
      <header>
        <a class="brand" href={addressOf('verify')}>
          <img src="./icon.svg" alt="" width="36" height="36" />
          mien
        </a>
        <Navigation />
        <Preferences />
      </header>
      <UpdateOffer />
      <main id="content">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        <EngineGate page={page.value}>
          <Boundary key={page.value}>
            <Suspense fallback={<p role="status">…</p>}>
              <Content />
            </Suspense>
          </Boundary>
        </EngineGate>
      </main>
      <footer>
        <p>{app.claim}</p>
        <p>
          <OfflineBadge /> {app.samplesBy}
        </p>
      </footer>
    </>
  );
}

function Navigation() {
  const { app, pages } = messages.value;
  return (
    <nav aria-label={app.pages}>
      <ul>
        {PAGES.map((name) => (
          <li key={name}>
            <a href={addressOf(name)} aria-current={page.value === name ? 'page' : undefined}>
              {pages[name]}
            </a>
          </li>
        ))}
        <li>
          <a href={language.value === 'zh' ? './docs/zh/' : './docs/'}>{app.docs}</a>
        </li>
      </ul>
    </nav>
  );
}

function Preferences() {
  const { app } = messages.value;
  return (
    <div class="preferences">
      <select
        aria-label={app.language}
        value={language.value}
        onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([code, { name }]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={app.theme}
        value={theme.value}
        onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
      >
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {app.themes[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
