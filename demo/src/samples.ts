import { make } from './dom';

/** Group photos that the build copies out of a package; in a group the largest face counts. */
const COUNT = 6;

/** Puts a button for each sample photo into `place`. */
export function offerSamples(
  place: Element,
  give: (photo: File) => void,
  fail: (error: unknown) => void,
): void {
  for (let n = 1; n <= COUNT; n++) {
    const url = `./samples/sample${n}.jpg`;
    const picture = make('img', { src: url, alt: '', loading: 'lazy', width: 56, height: 56 });
    const button = make(
      'button',
      { type: 'button', className: 'sample', ariaLabel: `Sample photo ${n}` },
      picture,
    );
    button.addEventListener('click', () => load(url, `Sample photo ${n}`).then(give, fail));
    place.append(button);
  }
}

async function load(url: string, name: string): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered HTTP status ${response.status}`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}
