import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaceEngine } from '../../../../src';
import { defineCapture, type MienCapture } from '../../../../src/capture';
import { language, messages } from '../../i18n';
import { noteChange } from '../../state/engine';
import { addressOf } from '../../state/route';
import { greet } from './greet';
import { LeaveCorner } from './leave-corner';
import type { Scene } from './scene';
import { useFullScreen, useWakefulness } from './screen';

interface GreeterProps {
  readonly engine: FaceEngine;
  readonly group: string;
  readonly living: boolean;
}

/** Without a face for so long, the screen is darker, ms. */
const DIM_MS = 20_000;

defineCapture();

/** The camera's picture and a few words, as large as the screen allows. */
export function Greeter({ engine, group, living }: GreeterProps) {
  const { kiosk } = messages.value;
  const capture = useRef<MienCapture>(null);
  const [scene, show] = useState<Scene>({ kind: 'idle' });
  const dim = useDimming(capture, scene);
  useFullScreen();
  useWakefulness();
  useEffect(() => {
    const element = capture.current;
    if (element === null) return;
    const over = new AbortController();
    element.engine = engine;
    void greet({
      engine,
      capture: element,
      group,
      living,
      signal: over.signal,
      show,
      onLocked: () => noteChange(engine),
    });
    return () => over.abort();
  }, [engine, group, living]);
  const verdict = scene.kind === 'verdict' ? scene.answer : undefined;
  return (
    <div class="greeter" data-scene={scene.kind} data-answer={verdict} data-dim={dim}>
      {/* A verdict is heard at once; what is said meanwhile, when there is time for it. */}
      <p class="said" role="alert" id="kiosk-verdict">
        {verdict && wordsFor(scene, group)}
      </p>
      <p class="said" role="status" id="kiosk-message">
        {verdict ? '' : wordsFor(scene, group)}
      </p>
      {scene.kind === 'empty' && (
        <p class="lead">
          {kiosk.emptyHint} <a href={addressOf('people')}>{kiosk.addPeople}</a>
        </p>
      )}
      <mien-capture ref={capture} mode="verify" files="no" lang={language.value} />
      <LeaveCorner />
    </div>
  );
}

function wordsFor(scene: Scene, group: string): string {
  const { kiosk } = messages.value;
  switch (scene.kind) {
    case 'idle':
      return kiosk.invitation;
    case 'looking':
      return kiosk.looking;
    case 'sign':
      return kiosk.sign;
    case 'trouble':
      return scene.text;
    case 'empty':
      return kiosk.empty(group);
    case 'verdict':
      if (scene.answer === 'yes') return kiosk.welcome(scene.name);
      return scene.answer === 'unsure' ? kiosk.unsure : kiosk.unknown;
  }
}

/** Whether nobody has been there for a while, so that the screen may rest. */
function useDimming(capture: { readonly current: MienCapture | null }, scene: Scene): boolean {
  const [dim, setDim] = useState(false);
  const seen = useRef(() => {});
  useEffect(() => {
    let timer = 0;
    seen.current = () => {
      clearTimeout(timer);
      setDim(false);
      timer = setTimeout(() => setDim(true), DIM_MS);
    };
    seen.current();
    const over = new AbortController();
    capture.current?.addEventListener(
      'guidance',
      ({ detail }) => detail.look.faces.length > 0 && seen.current(),
      over,
    );
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [capture]);
  useEffect(() => {
    if (scene.kind !== 'idle') seen.current();
  }, [scene]);
  return dim;
}
