import * as v from 'valibot';
import { LIMITS } from '../../protocol';

/**
 * Building blocks of the wire's schemas. Each carries what the documentation and the generated types need:
 * `type` as the retired service's documents name it, and a description.
 *
 * They settle shape and presence. What an id may contain is the gallery's own rule, for engine methods and the
 * wire alike: 1–64 bytes of letters, digits and -%@#&_ (−1304, −1313).
 */
interface Described {
  readonly type: string;
}

function described<S extends v.GenericSchema>(schema: S, type: string, description: string) {
  return v.pipe(schema, v.description(description), v.metadata({ type } satisfies Described));
}

/** Type in the documents' spelling, and description, of a schema made here. */
export function describe(schema: v.GenericSchema): { type: string; description: string; required: boolean } {
  const isOptional = schema.type === 'exact_optional';
  const inner = isOptional ? (schema as unknown as { wrapped: v.GenericSchema }).wrapped : schema;
  const { type } = v.getMetadata(inner) as Partial<Described>;
  if (type === undefined) throw new Error('a field of the contract has no type for the documentation');
  return { type, description: v.getDescription(inner) ?? '', required: !isOptional };
}

export const text = (description: string) => described(v.string(), 'String', description);
export const int = (description: string) => described(v.pipe(v.number(), v.integer()), 'Int', description);
export const float = (description: string) => described(v.number(), 'Float', description);
export const bool = (description: string) => described(v.boolean(), 'Bool', description);

/** An id: PHP clients send numbers where their callers had numbers. */
const idText = v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]);
export const id = (description: string) => described(idText, 'String', description);

/** A list, or one alone, which stands for a list of one. Its length is settled before any of it is looked at: a `check`. */
const upTo = <S extends v.GenericSchema>(most: number, item: S) =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value) || value.length <= most, `more than ${most} in one list`),
    v.union([v.array(item), item]),
    v.transform((value): v.InferOutput<S>[] => (Array.isArray(value) ? value : [value])),
  );

/** A request's list of ids or addresses; one alone stands for a list of one: a documents' table has it so. */
export const texts = (description: string, most: number = LIMITS.listedIds) =>
  described(upTo(most, idText), 'Array(String)', description);

/** An answer's list of ids. */
export const ids = (description: string) => described(v.array(v.string()), 'Array(String)', description);

/** What an answer's lists and fields hold where that has fields of its own; `type` names its table. */
export const listOf = <S extends v.GenericSchema>(item: S, type: string, description: string) =>
  described(v.array(item), `Array(${type})`, description);
export const one = <S extends v.GenericSchema>(item: S, type: string, description: string) =>
  described(item, type, description);

export const optional = v.exactOptional;

/** A picture's bytes: a part of a multipart body, or base64 text in JSON where an endpoint takes it. */
export const image = (description: string) =>
  described(v.union([v.blob(), v.string()]), 'Binary', description);

/** 0 or 1: a number in JSON, a text in multipart. */
export const zeroOrOne = (description: string) =>
  described(
    v.pipe(
      v.picklist([0, 1, '0', '1']),
      v.transform((value) => (Number(value) === 1 ? 1 : 0)),
    ),
    'Int',
    description,
  );

export const appid = id('project; every appid has persons and groups of its own');
export const person_id = id('chosen by the caller, unique within the appid');
export const session_id = text('identifies the request; nothing asks for it later');
export const session_id_given = optional(text('comes back as `session_id` of the answer'));

export const picture = {
  image: optional(image('the picture: JPEG, PNG, WebP, AVIF, BMP or a GIF of one frame')),
  url: optional(text('address of the picture, wins over `image`')),
};

export const pictures = {
  images: optional(
    described(
      upTo(LIMITS.listedPictures, v.blob()),
      'Array(Binary)',
      'the pictures: parts images[0], images[1], …',
    ),
  ),
  urls: optional(texts('addresses of the pictures, win over `images`', LIMITS.listedPictures)),
};

/** An answer's codes, one per picture. */
export const ret_codes = (description: string) => listOf(v.pipe(v.number(), v.integer()), 'Int', description);
