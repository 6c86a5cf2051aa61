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
