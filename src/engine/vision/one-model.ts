import { CODES, FaceError, type TemplateOrigin } from '../../protocol';

/**
 * The model of an engine, which all of its workers have: the gallery is told once whose templates it compares. A worker that starts after
 * another version of the assets was deployed may have another one.
 */
export class OneModel {
  #origin: TemplateOrigin | undefined;

  /** The first counts. Throws FaceError 213 (`assets`) for any other. */
  require(origin: TemplateOrigin): void {
    this.#origin ??= origin;
    const { model, modelHash, alignment } = this.#origin;
    if (origin.model === model && origin.modelHash === modelHash && origin.alignment === alignment) return;
    throw new FaceError(
      CODES.INTERNAL,
      `the assets have another model by now than the one that this page began with, ${model}: load the page again`,
      { kind: 'assets' },
    );
  }
}
