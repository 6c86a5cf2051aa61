import type * as v from 'valibot';
import { describe, type Fields, ITEMS, ROUTES, type Route } from '../../src/http/contract';
import { CODES, ERROR_NAMES, type ErrorCode, headingOf, LIMITS } from '../../src/protocol';
import { type Advice, english, isAdvice } from '../errors';
import { markdown } from '../tables';
import { CODE_MEANINGS } from './codes';

/** Puts the tables between the page's markers `<!-- name -->` and `<!-- /name -->`; the rest is written by hand. */
export function fillIn(page: string): string {
  return Object.entries(SECTIONS).reduce((text, [name, make]) => put(text, name, make()), page);
}

/** The page with that between the markers of a name. */
export function put(page: string, name: string, content: string): string {
  const marked = new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`);
  if (!marked.test(page)) throw new Error(`the page has no place for "${name}"`);
  return page.replace(marked, (_, start: string, end: string) => `${start}\n${content}\n${end}`);
}

const SECTIONS: Readonly<Record<string, () => string>> = {
  routes: () =>
    table(
      ['path', 'purpose', 'pictures'],
      ROUTES.map(({ name, summary, pictures }) => [
        `[/face/${name}](#face${name})`,
        summary,
        PICTURES[pictures],
      ]),
    ),
  endpoints: () => ROUTES.map(endpoint).join('\n\n'),
  items: () =>
    Object.entries(ITEMS)
      .map(([name, schema]) => `### ${name}\n\n${fieldTable(schema)}`)
      .join('\n\n'),
  codes: () =>
    table(
      ['code', 'name', 'message', 'when'],
      CODE_MEANINGS.map(([code, when]) => [String(code), nameOf(code), messageOf(code), when]),
    ),
  kinds: () =>
    table(
      ['code', 'name', '`data.kind`', 'when'],
      Object.values(CODES).flatMap((code) => {
        const advice: Advice | Readonly<Record<string, Advice>> = english[code];
        if (isAdvice(advice)) return [];
        return Object.entries(advice).map(([kind, [happened]]) => kindRow(code, kind, happened));
      }),
    ),
  limits: () =>
    table(
      ['limit', 'value', 'code'],
      [
        ['groups an appid', String(LIMITS.groupsPerApp), '−1311'],
        ['persons a group', String(LIMITS.personsPerGroup), '−1310'],
        ['faces a person, the first one included', String(LIMITS.facesPerPerson), '−1309'],
        ['ids in one list: `group_ids`, `face_ids`', String(LIMITS.listedIds), '−1304'],
        ['pictures of one `addface` or `newperson`', String(LIMITS.listedPictures), '−1304'],
        ['bytes of an id', String(LIMITS.idBytes), '−1304'],
        ['bytes of a person_name or tag', String(LIMITS.textBytes), '−1304'],
        ['bytes of a request on the wire', `${LIMITS.requestBytes} (1.5 MiB)`, '23'],
        ['the same for livedetectpicture', `${LIMITS.liveRequestBytes} (6 MiB)`, '23'],
        [
          'bytes of a picture that `setPersonPicture` keeps',
          `${LIMITS.personPictureBytes} (16 KiB)`,
          '−1102',
        ],
        ['bytes of a picture given to an engine method', `${LIMITS.imageBytes} (64 MiB)`, '−1102'],
        ['bytes of a picture fetched by url', `${LIMITS.imageBytes} (64 MiB)`, '−1308'],
        ['characters of a picture’s address', String(LIMITS.addressLength), '−1400'],
        ['pixels of a picture', `${Math.floor(LIMITS.imagePixels / 1e6)} million`, '−1102'],
        [
          'pixels of a JPEG picture, in a browser that decodes a part of its size (Chromium)',
          `${LIMITS.reducedPixels / 1e6} million`,
          '−1102',
        ],
        [
          'pixels of one that comes decoded (ImageData, canvas …)',
          `${LIMITS.rawPixels / 1e6} million`,
          '−1102',
        ],
        ['frames of a picture', '1', '−1400'],
        [
          'passes of a progressive JPEG; these times its pixels',
          `${LIMITS.jpegScans}; 2,000 million`,
          '−1102',
        ],
        ['segments, chunks, blocks or boxes of a picture’s file', '4,096, and one more a KiB', '−1102'],
        ['bytes of an AVIF picture’s `meta` box', '4 MiB', '−1102'],
      ],
    ),
};

const PICTURES: Readonly<Record<Route['pictures'], string>> = {
  none: '',
  multipart: 'multipart, or url',
  'multipart or base64': 'multipart, base64, or url',
};

function endpoint({ name, summary, request, data, codes, answer }: Route): string {
  const own = codes.map((code) => `${code} \`${messageOf(code)}\``.replace('-', '−')).join(', ');
  return [
    `### /face/${name}`,
    summary,
    fieldTable(request),
    data ? `Answer (\`${answer}\`):\n\n${fieldTable(data)}` : 'No answer yet but code 24.',
    own ? `Codes of its own: ${own}.` : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

function fieldTable(schema: Fields): string {
  const rows = Object.entries(schema.entries).map(([field, entry]) => {
    const { type, description, required } = describe(entry as v.GenericSchema);
    return [`\`${field}\``, type, required ? 'yes' : '', description];
  });
  return table(['field', 'type', 'always', 'meaning'], rows);
}

/** As in `CODES`; none for a code that is never raised. */
function nameOf(code: number): string {
  return Object.entries(CODES).find(([, known]) => known === code)?.[0] ?? '';
}

function messageOf(code: number): string {
  return code in ERROR_NAMES ? ERROR_NAMES[code as ErrorCode] : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdown({ head, rows });
}

function kindRow(code: number, kind: string, happened: string): string[] {
  const heading = headingOf(code as ErrorCode, kind);
  return [String(code), nameOf(code), `[\`${kind}\`](../guide/errors.md#${heading})`, happened];
}
