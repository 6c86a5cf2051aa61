import type { Facing } from '../camera';
import type { faceLook, Hint, hintFor, Look } from '../guidance';
import type { CapturedFrame, CaptureEngine, framesOf, framesOfFiles } from '../session';
import type { CaptureStrings, drawn, isChinese, keepFocus, made, Parts, View } from '../view';

/** Functions of the element that sessions use, too: imported, they would be a file of their own, which a page without sessions had to load. */
export interface Shared {
  readonly made: typeof made;
  readonly drawn: typeof drawn;
  readonly keepFocus: typeof keepFocus;
  readonly isChinese: typeof isChinese;
  readonly faceLook: typeof faceLook;
  readonly hintFor: typeof hintFor;
  readonly framesOf: typeof framesOf;
  readonly framesOfFiles: typeof framesOfFiles;
  readonly facingOf: (element: Element) => Facing;
  readonly languageOf: (element: Element) => string;
}

/** The element that sessions are conducted in. */
export interface Host extends Shared {
  /** Whose attributes count. */
  readonly element: Element;
  readonly root: ShadowRoot;
  readonly parts: Parts;
  readonly engine: CaptureEngine;
  readonly strings: CaptureStrings;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly render: (change: Partial<View>) => void;
  /** Says what is wrong with a frame, and draws where the face is. */
  readonly guide: (look: Look, hint: Hint) => void;
  /** Works with the open camera; `release` takes back what was changed about it, before it closes. */
  readonly film: <T>(work: (stream: MediaStream) => Promise<T>, release: () => Promise<void>) => Promise<T>;
  /** Takes frames without a session. */
  readonly collect: () => Promise<CapturedFrame[]>;
}
