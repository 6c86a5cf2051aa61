/** One person's photos, as they lie in a folder that bears the person's name. */
export interface NamedPhotos {
  readonly name: string;
  readonly photos: readonly File[];
}

/** By the folder that each photo lies in. What lies directly in the chosen folder is nobody's. */
export function byFolder(files: Iterable<File>): NamedPhotos[] {
  const people = new Map<string, File[]>();
  for (const file of files) {
    const [, ...rest] = file.webkitRelativePath.split('/');
    const name = rest.at(-2);
    if (name === undefined || !file.type.startsWith('image/')) continue;
    const photos = people.get(name) ?? [];
    photos.push(file);
    people.set(name, photos);
  }
  return [...people].map(([name, photos]) => ({ name: name.replaceAll('_', ' '), photos }));
}
