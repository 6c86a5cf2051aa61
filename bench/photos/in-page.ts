import { createEngine } from '../../src';
import type { FaceItem } from '../../src/protocol';
import type { Photo, PhotoAddress } from './photo';

/** Side of the photos cut from group photos, px: that of the labelled ones. */
const SIDE = 250;
/** A face takes this part of such a photo, as in the labelled ones. */
const FACE_PART = 0.42;
const GROUP_PHOTOS = 6;
const QUALITY = 0.92;

/** The labelled photos that the command serves, or else the faces of the group photos that are on every machine. */
export async function loadPhotos(count: number): Promise<Photo[]> {
  const listed = await fetch('/photos.json');
  if (!listed.ok) return (await cutFromGroups()).slice(0, count);
  const addresses: PhotoAddress[] = await listed.json();
  return Promise.all(
    addresses
      .slice(0, count)
      .map(async ({ url, person }) => ({ blob: await (await fetch(url)).blob(), person })),
  );
}

async function cutFromGroups(): Promise<Photo[]> {
  await using engine = await createEngine({
    assets: '/mien/',
    appid: 'bench-photos',
    backend: 'wasm',
    persist: false,
  });
  const photos: Photo[] = [];
  for (let n = 1; n <= GROUP_PHOTOS; n++) {
    const group = await createImageBitmap(await (await fetch(`/samples/sample${n}.jpg`)).blob());
    const { face } = await engine.detect(group, { mode: 0 });
    for (const box of face) photos.push({ blob: await cut(group, box), person: null });
    group.close();
  }
  await engine.erase();
  return photos;
}

async function cut(group: ImageBitmap, { x, y, width, height }: FaceItem): Promise<Blob> {
  const side = Math.max(width, height) / FACE_PART;
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const [left, top] = [x + (width - side) / 2, y + (height - side) / 2];
  canvas.getContext('2d')?.drawImage(group, left, top, side, side, 0, 0, SIDE, SIDE);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
