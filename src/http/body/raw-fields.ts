/** A request's fields as they came: texts, numbers, lists, and Blobs where a part holds a picture. */
export type RawFields = Record<string, unknown>;
