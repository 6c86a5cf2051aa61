import { useEffect } from 'preact/hooks';
import { messages } from '../../i18n';
import { shared } from '../../state/shared';
import { Message } from '../../ui/message';

/** What became of what was shared, where the verdict does not say it all. Gone with the page. */
export function SharedNote({ waits }: { waits: boolean }) {
  const { installed } = messages.value;
  useEffect(
    () => () => {
      shared.value = undefined;
    },
    [],
  );
  const { outcome, photo } = shared.value ?? {};
  if (outcome === undefined) return null;
  const sentences = [
    ...(outcome === 'photo' ? [] : [installed.shared[outcome]]),
    ...(photo && waits ? [installed.sharedWaits] : []),
  ];
  if (sentences.length === 0) return null;
  const bad = outcome === 'none' || outcome === 'failed';
  return <Message said={{ text: sentences.join(' '), kind: bad ? 'bad' : 'plain' }} id="shared-message" />;
}
