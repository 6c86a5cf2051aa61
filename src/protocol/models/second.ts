import type { TemplateOrigin } from '../faces';
import type { SecondCalibration } from './manifest';

/** When a second network is asked: where the first is not sure, or about every face. */
export type AskSecond = 'auto' | 'always';

/** A second network, and what its opinion is worth beside the first's. */
export interface SecondModel {
  readonly origin: TemplateOrigin;
  readonly calibration: SecondCalibration;
  readonly when: AskSecond;
}

/** What a second network said of a comparison, or why it said nothing. */
export type SecondVerdict =
  | {
      readonly outcome: 'answered';
      /** Cosine similarity to the mean of the person's second templates, −1…1. */
      readonly pooled: number;
      /** How many of the person's faces have one. */
      readonly compared: number;
    }
  | {
      /** `sure`: the first was; `no_template`: no face that was compared has a second one; `off`: there is no second network to ask. */
      readonly outcome: 'sure' | 'no_template' | 'off';
    }
  | { readonly outcome: 'missing'; readonly reason: string };
