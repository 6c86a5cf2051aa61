import type { Answer } from '../../ui/verdict';

/** What the kiosk's screen shows. */
export type Scene =
  /** Nobody is recognised: whoever comes is invited. */
  | { readonly kind: 'idle' }
  /** A face is compared. */
  | { readonly kind: 'looking' }
  /** A living person is asked for a movement. */
  | { readonly kind: 'sign' }
  | { readonly kind: 'verdict'; readonly answer: Answer; readonly name: string }
  /** It goes on by itself, once that is over. */
  | { readonly kind: 'trouble'; readonly text: string }
  | { readonly kind: 'empty' };

/** For how long each stands before the next face is looked for, ms. Long enough to be read twice. */
export function lastsMs(scene: Scene): number {
  switch (scene.kind) {
    case 'verdict':
      return scene.answer === 'unsure' ? 2500 : 4000;
    case 'trouble':
      return 2000;
    case 'empty':
      return 5000;
    default:
      return 0;
  }
}
