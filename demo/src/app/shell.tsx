import type { JSX } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { messages } from '../i18n';
import { keepsPictures } from '../people/pictures';
import { enginePhase } from '../state/engine';
import { addressOf, type PageName, page } from '../state/route';
import { Boundary } from './boundary';
import { LockGate } from './lock-gate';
import { Navigation } from './navigation';
import { OfflineBadge, UpdateOffer, VersionBadge } from './offline-badge';
import { Preferences } from './preferences';

/** Each page's code is fetched when it is opened. */
const CONTENT: Readonly<Record<PageName, () => JSX.Element>> = {
  start: lazy(() => import('../pages/start')),
  verify: lazy(() => import('../pages/verify')),
  people: lazy(() => import('../pages/people')),
  identify: lazy(() => import('../pages/identify')),
  keeping: lazy(() => import('../pages/keeping')),
  fleet: lazy(() => import('../pages/fleet')),
  explore: lazy(() => import('../pages/explore')),
  benchmark: lazy(() => import('../pages/benchmark')),
  api: lazy(() => import('../pages/api')),
  about: lazy(() => import('../pages/about')),
  more: lazy(() => import('../pages/more')),
  kiosk: lazy(() => import('../pages/kiosk')),
};

export function Shell() {
  const { app, pages, pictures, start } = messages.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const name = page.value;
  const Content = CONTENT[name];
  const title = pages[name];
  useEffect(() => {
    document.title = name === 'start' ? app.title : `${title} · mien`;
  }, [title, name]);
  useEffect(() => {
    // Who follows a link by keyboard or screen reader goes on at the new page's start, and so does the eye.
    if (!first.current) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [name]);
  const main = (
    <main id="content" class={name === 'kiosk' ? name : undefined} data-engine={enginePhase.value}>
      <h1 tabIndex={-1} ref={heading}>
        {name === 'start' ? start.headline : title}
      </h1>
      <LockGate page={name}>
        <Boundary key={name}>
          <Suspense
            fallback={
              <p class="coming" role="status">
                …
              </p>
            }
          >
            <Content />
          </Suspense>
        </Boundary>
      </LockGate>
    </main>
  );
  // Nothing leads away from it by mistake.
  if (name === 'kiosk') return main;
  return (
    <>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        {app.skip}
      </button>
      <header>
        <a class="brand" href={addressOf('start')} aria-current={name === 'start' ? 'page' : undefined}>
          <img src="./icon.svg" alt="" width="36" height="36" />
          mien
        </a>
        <Navigation />
      </header>
      <UpdateOffer />
      {main}
      <footer>
        <p>{keepsPictures.value ? pictures.claim : app.claim}</p>
        <p>
          <OfflineBadge /> <VersionBadge /> {app.samplesBy}
        </p>
        <Preferences />
      </footer>
    </>
  );
}
