import type { JSX as PreactJsx, Ref } from 'preact';
import type { MienCapture } from '../../../src/capture';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'mien-capture': PreactJsx.HTMLAttributes<MienCapture> & {
        ref?: Ref<MienCapture>;
        mode?: 'verify' | 'enrol';
        shots?: number;
      };
    }
  }
}
