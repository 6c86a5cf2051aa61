import { usePicture } from '../../people/use-picture';

/** The small picture of a person, where one is kept; else a letter tells people apart. Their name stands beside it. */
export function Portrait({ id, name }: { readonly id: string; readonly name: string }) {
  const url = usePicture(id);
  if (url !== undefined) return <img class="portrait" src={url} alt="" width="56" height="56" />;
  return (
    <span class="portrait initial" aria-hidden="true">
      {initialOf(name)}
    </span>
  );
}

/** The first letter. */
function initialOf(name: string): string {
  const [first = ''] = name.trim();
  return first.toLocaleUpperCase();
}
