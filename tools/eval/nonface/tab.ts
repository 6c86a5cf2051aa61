import type { Page } from 'playwright-core';
import type { Box, FaceEngine } from '../../../src';
import { mulberry32 } from '../../random';
import type { Crop } from './crops';
import { installPainter, type Painting } from './painter';

/** A picture without a face: part of a photo, something drawn, or a file as it is. */
export interface Job {
  readonly name: string;
  readonly kind: string;
  /** Absolute. */
  readonly file?: string;
  readonly crop?: Crop;
  readonly painting?: { readonly of: Painting; readonly seed: number };
}

export interface Verdict {
  readonly name: string;
  readonly kind: string;
  /** What `extract`, and with it `verify`, says: 0 for a face. */
  readonly code: number;
  /** The same of `newperson`, which also asks for quality. */
  readonly enrolment: number;
  readonly score?: number;
  readonly box?: Box;
}

declare global {
  /** In pages that `prepareTab` prepared. */
  var pictureOf: (job: Job, file: File | undefined) => Promise<Blob>;
  var engine: FaceEngine;
}

/** Starts an engine in a page of `openEnginePage` and gives it what makes the pictures. */
export async function prepareTab(page: Page, model: string | undefined): Promise<void> {
  await page.evaluate(`globalThis.mulberry32 = ${mulberry32}`);
  await page.evaluate(installPainter);
  await page.evaluate(async (model) => {
    globalThis.pictureOf = async ({ crop, painting }, file) => {
      if (painting) return paint(painting.of, painting.seed);
      if (!file) throw new Error('no file for this picture');
      if (!crop) return file;
      const { x, y, width, height } = crop.region;
      const part = await createImageBitmap(file, x, y, width, height);
      const canvas = new OffscreenCanvas(width * crop.scale, height * crop.scale);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(part, 0, 0, canvas.width, canvas.height);
      part.close();
      return canvas.convertToBlob({ type: 'image/png' });
    };
    const options = { assets: '/mien/', appid: 'eval', threads: 1, backend: 'wasm' } as const;
    globalThis.engine = await mien.createEngine({
      ...options,
      timeoutMs: 120_000,
      ...(model ? { model } : {}),
    });
  }, model);
}

/** Each picture through the engine as `verify` does it, and the accepted ones as `newperson` does. */
export async function judge(page: Page, jobs: readonly Job[]): Promise<Verdict[]> {
  const places = await handOver(page, jobs);
  return page.evaluate(
    async ({ jobs, places }) => {
      const codeOf = (error: unknown) => {
        if (!mien.isPictureFault(error)) throw error;
        return error.code;
      };
      const verdicts: Verdict[] = [];
      for (const [i, job] of jobs.entries()) {
        const picture = await pictureOf(job, document.querySelector('input')?.files?.[places[i]]);
        const { name, kind } = job;
        try {
          const { face } = await engine.extract(picture);
          const { score, box } = face;
          const person_id = crypto.randomUUID();
          const enrolled = engine.newperson({ person_id, group_ids: ['eval'], image: picture });
          const enrolment = await enrolled.then(() => 0, codeOf);
          if (enrolment === 0) await engine.delperson(person_id);
          verdicts.push({ name, kind, code: 0, enrolment, score, box });
        } catch (error) {
          const code = codeOf(error);
          verdicts.push({ name, kind, code, enrolment: code });
        }
      }
      return verdicts;
    },
    { jobs, places },
  );
}

/** Boxes of all faces that `detect` finds in each photo. Throws for one that cannot be read. */
export async function facesOf(page: Page, files: readonly string[]): Promise<Box[][]> {
  await page.setInputFiles('#files', [...files]);
  return page.evaluate(async () => {
    const found: Box[][] = [];
    for (const file of document.querySelector('input')?.files ?? []) {
      const faces = await engine.detect(file).then(
        ({ face }) => face.map(({ x, y, width, height }) => ({ x, y, width, height })),
        (error) => {
          if ((error as { code?: number }).code !== mien.CODES.NO_FACE) throw error;
          return [];
        },
      );
      found.push(faces);
    }
    return found;
  });
}

/** Numbered thumbnails in rows of ten, as PNG: for a person to judge. */
export async function contactSheet(page: Page, jobs: readonly Job[]): Promise<Buffer> {
  const places = await handOver(page, jobs);
  const url = await page.evaluate(
    async ({ jobs, places }) => {
      const [cell, label] = [140, 14];
      const canvas = document.createElement('canvas');
      canvas.width = 10 * cell;
      canvas.height = Math.ceil(jobs.length / 10) * (cell + label);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.fillStyle = 'white';
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const [i, job] of jobs.entries()) {
        const picture = await pictureOf(job, document.querySelector('input')?.files?.[places[i]]);
        const bitmap = await createImageBitmap(picture);
        const scale = (cell - 4) / Math.max(bitmap.width, bitmap.height);
        const [x, y] = [(i % 10) * cell, Math.floor(i / 10) * (cell + label)];
        context.drawImage(bitmap, x, y + label, bitmap.width * scale, bitmap.height * scale);
        context.fillStyle = 'black';
        context.fillText(String(i + 1), x + 2, y + label - 3);
      }
      return canvas.toDataURL('image/png');
    },
    { jobs, places },
  );
  return Buffer.from(url.split(',')[1], 'base64');
}

/** Gives the page the files that the jobs need; for each job where its file is among them. */
async function handOver(page: Page, jobs: readonly Job[]): Promise<number[]> {
  const files = [...new Set(jobs.flatMap(({ file }) => (file ? [file] : [])))];
  await page.setInputFiles('#files', files);
  return jobs.map(({ file }) => (file ? files.indexOf(file) : -1));
}
