import type { FaceEngine } from '../../../src';
import { messages } from '../i18n';
import { TypedConfirmation } from '../ui/typed-confirmation';

interface EraseEverythingProps {
  readonly engine: FaceEngine;
  readonly onErased: () => void;
}

/** Deletes everybody. */
export function EraseEverything({ engine, onErased }: EraseEverythingProps) {
  const { people: words } = messages.value;
  const erase = async () => {
    await engine.erase();
    onErased();
  };
  return (
    <TypedConfirmation
      explain={words.eraseExplain}
      prompt={words.eraseType}
      word={words.eraseWord}
      action={words.erase}
      onConfirmed={erase}
    />
  );
}
