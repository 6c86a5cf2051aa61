import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { CaptureElementProps, MienCapture } from '../capture';

/** `<mien-capture>` in Preact's JSX. */
export type MienCaptureProps = CaptureElementProps &
  Omit<HTMLAttributes<MienCapture>, keyof CaptureElementProps> &
  ClassAttributes<MienCapture>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'mien-capture': MienCaptureProps;
    }
  }
}
