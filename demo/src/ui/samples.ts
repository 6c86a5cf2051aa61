/** Group photos that the build copies out of a package; in a group the largest face counts. */
export const GROUP_PHOTOS: readonly number[] = [1, 2, 3, 4, 5, 6];

/** Portraits that the build cuts out of the group photos: two photos of two people each, taken on different days, and one of a third. */
export const PORTRAITS = ['ann-1', 'ann-2', 'bea-1', 'bea-2', 'cleo-1'] as const;

export type PortraitId = (typeof PORTRAITS)[number];

export type SamplePerson = 'ann' | 'bea' | 'cleo';

/** Whose a portrait is, and which of theirs. */
export function portraitOf(id: PortraitId): { readonly person: SamplePerson; readonly n: number } {
  const [person, n] = id.split('-') as [SamplePerson, string];
  return { person, n: Number(n) };
}

export function groupUrl(n: number): string {
  return `./samples/sample${n}.jpg`;
}

export function portraitUrl(id: PortraitId): string {
  return `./samples/portraits/${id}.jpg`;
}

export function loadGroup(n: number): Promise<File> {
  return load(groupUrl(n), `sample${n}.jpg`);
}

export function loadPortrait(id: PortraitId): Promise<File> {
  return load(portraitUrl(id), `${id}.jpg`);
}

async function load(url: string, name: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`sample photo ${name}: HTTP status ${response.status}`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}
