import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openEngineTab } from './engine-tab';

/** A camera that shows what is in a file, over and over. */
export function filmedBy(film: string): string[] {
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ];
}

export interface FilmOptions {
  /** How high the face is in the frame of 640 × 480, px. */
  readonly facePx?: number;
  /** CSS filter over the frames. */
  readonly filter?: string;
}

/** A film of the largest face of each photo, one after the other: JPEG frames in one file, for Chromium's fake camera. */
export async function filmOf(
  photos: readonly string[],
  { facePx = 200, filter = 'none' }: FilmOptions = {},
): Promise<string> {
  await using tab = await openEngineTab();
  const frames: Buffer[] = [];
  for (const photo of photos) {
    await tab.page.setInputFiles('#files', photo);
    const base64 = await tab.page.evaluate(
      async ({ facePx, filter }) => {
        const [file] = files();
        const { face } = await engine.detect(file, { mode: 1 });
        const [{ x, y, width, height }] = face;
        const bitmap = await createImageBitmap(file);
        const canvas = new OffscreenCanvas(640, 480);
        const context = canvas.getContext('2d');
        if (!context) throw new Error('no 2d canvas');
        const scale = facePx / height;
        context.filter = filter;
        context.imageSmoothingQuality = 'high';
        // Nobody else of a group.
        context.fillStyle = '#888';
        context.fillRect(0, 0, 640, 480);
        const edge = 1.1 * facePx;
        context.beginPath();
        context.rect(320 - edge, 240 - edge, 2 * edge, 2 * edge);
        context.clip();
        context.translate(320 - scale * (x + width / 2), 240 - scale * (y + height / 2));
        context.drawImage(bitmap, 0, 0, bitmap.width * scale, bitmap.height * scale);
        const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
        const bytes = new Uint8Array(await blob.arrayBuffer());
        let text = '';
        for (const byte of bytes) text += String.fromCharCode(byte);
        return btoa(text);
      },
      { facePx, filter },
    );
    frames.push(...Array<Buffer>(60).fill(Buffer.from(base64, 'base64')));
  }
  const folder = await mkdtemp(join(tmpdir(), 'mien-film-'));
  const path = join(folder, `${basename(photos[0], '.jpg')}.mjpeg`);
  await writeFile(path, Buffer.concat(frames));
  return path;
}
