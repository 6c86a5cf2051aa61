import { messages } from '../i18n';
import { offline, restartWith, update } from '../state/offline';

export function OfflineBadge() {
  const { offline: words } = messages.value;
  const state = offline.value;
  return (
    <span class="badge" data-state={state} title={words.explain[state]} role="status" id="offline">
      {words[state]}
    </span>
  );
}

/** Never forced: what is under way here would be lost. */
export function UpdateOffer() {
  const { offline: words } = messages.value;
  const waiting = update.value;
  if (waiting === undefined) return null;
  return (
    <p class="offer" role="status">
      {waiting === 'elsewhere' ? (
        words.updateElsewhere
      ) : (
        <>
          {words.update}{' '}
          <button type="button" onClick={() => restartWith(waiting)}>
            {words.updateNow}
          </button>
        </>
      )}
    </p>
  );
}

/** Which version this is, and whether it is the newest that is here. */
export function VersionBadge() {
  const { installed } = messages.value;
  const waits = update.value !== undefined;
  return (
    <span class="badge" data-update={waits} id="version">
      {waits ? installed.versionWaits(__VERSION__) : installed.version(__VERSION__)}
    </span>
  );
}
