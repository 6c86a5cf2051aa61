import { createEngine } from '../../src';
import { cutFaces } from './cut';
import type { Photo, PhotoAddress } from './photo';

const GROUP_PHOTOS = 6;

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
    const group = await (await fetch(`/samples/sample${n}.jpg`)).blob();
    for (const blob of await cutFaces(engine, group)) photos.push({ blob, person: null });
  }
  await engine.erase();
  return photos;
}
