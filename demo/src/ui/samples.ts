/** Group photos that the build copies out of a package; in a group the largest face counts. */
export const SAMPLES: readonly number[] = [1, 2, 3, 4, 5, 6];

export function sampleUrl(n: number): string {
  return `./samples/sample${n}.jpg`;
}

export async function loadSample(n: number): Promise<File> {
  const response = await fetch(sampleUrl(n));
  if (!response.ok) throw new Error(`sample photo ${n}: HTTP status ${response.status}`);
  const blob = await response.blob();
  return new File([blob], `sample${n}.jpg`, { type: blob.type });
}
