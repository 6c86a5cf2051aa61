import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { CaptureElementProps, MienCapture } from '../capture';

/** `<mien-capture>` in the JSX of React 19. */
export type MienCaptureProps = CaptureElementProps &
  Omit<DetailedHTMLProps<HTMLAttributes<MienCapture>, MienCapture>, keyof CaptureElementProps>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'mien-capture': MienCaptureProps;
    }
  }
}
