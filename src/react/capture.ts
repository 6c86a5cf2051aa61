import {
  createElement,
  type ForwardedRef,
  forwardRef,
  type ReactNode,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import {
  type CaptureAttributes,
  type CaptureEngine,
  type CaptureEvents,
  type CaptureResult,
  type CaptureStrings,
  defineCapture,
  type MienCapture,
} from '../capture';

export interface CaptureProps extends CaptureAttributes {
  /** That of `useEngine`; the camera's button works once it is there. */
  readonly engine: CaptureEngine | undefined;
  readonly strings?: Partial<CaptureStrings> | undefined;
  readonly onCaptured?: ((result: CaptureResult) => void) | undefined;
  readonly onGuidance?: ((guidance: CaptureEvents['guidance']['detail']) => void) | undefined;
  readonly onLiveness?: ((tried: CaptureEvents['liveness']['detail']) => void) | undefined;
  readonly onShot?: ((shot: CaptureEvents['shot']['detail']) => void) | undefined;
  readonly onTrouble?: ((trouble: CaptureEvents['trouble']['detail']) => void) | undefined;
  readonly onCancelled?: (() => void) | undefined;
  readonly className?: string | undefined;
  readonly id?: string | undefined;
  /** Contents of the element's slots. */
  readonly children?: ReactNode;
}

type Listeners = Pick<
  CaptureProps,
  'onCaptured' | 'onGuidance' | 'onLiveness' | 'onShot' | 'onTrouble' | 'onCancelled'
>;

/** `<mien-capture>` as a component of React 18 and later; a `ref` is given the element. On a server it renders an empty one. */
export const Capture = forwardRef(function Capture(
  props: CaptureProps,
  ref: ForwardedRef<MienCapture>,
): ReactNode {
  const { engine, strings, onCaptured, onGuidance, onLiveness, onShot, onTrouble, onCancelled, ...others } =
    props;
  const { className, ...attributes } = others;
  const element = useRef<MienCapture>(null);
  const listeners = useRef<Listeners>({});
  useImperativeHandle<MienCapture | null, MienCapture | null>(ref, () => element.current, []);
  useEffect(() => {
    listeners.current = { onCaptured, onGuidance, onLiveness, onShot, onTrouble, onCancelled };
  });
  useEffect(() => {
    defineCapture();
    return element.current === null ? undefined : listen(element.current, listeners);
  }, []);
  useEffect(() => {
    const { current } = element;
    if (current !== null) Object.assign(current, { engine, strings: strings ?? {} });
  }, [engine, strings]);
  // A custom element takes `class`, in React 18 too.
  return createElement('mien-capture', { ...attributes, class: className, ref: element });
});

/** Hands events on to the listeners of the last render. Returns the way to take it back. */
function listen(element: MienCapture, latest: { readonly current: Listeners }): () => void {
  const left = new AbortController();
  const { signal } = left;
  element.addEventListener('captured', ({ detail }) => latest.current.onCaptured?.(detail), { signal });
  element.addEventListener('guidance', ({ detail }) => latest.current.onGuidance?.(detail), { signal });
  element.addEventListener('liveness', ({ detail }) => latest.current.onLiveness?.(detail), { signal });
  element.addEventListener('shot', ({ detail }) => latest.current.onShot?.(detail), { signal });
  element.addEventListener('trouble', ({ detail }) => latest.current.onTrouble?.(detail), { signal });
  element.addEventListener('cancelled', () => latest.current.onCancelled?.(), { signal });
  return () => left.abort();
}
