/**
 * A picture on its way to the vision worker. Everything a page can hold is turned into one of these:
 * encoded bytes as a Blob, decoded pixels as ImageBitmap (transferred) or ImageData, or an address to fetch.
 */
export type PortableImage = Blob | ImageBitmap | ImageData | { readonly url: string };
