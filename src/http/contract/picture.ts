import { bytesOfBase64, CODES, FaceError } from '../../protocol';

interface PictureFields {
  readonly image?: Blob | string | undefined;
  readonly url?: string | undefined;
}

/** The picture of a request: the address wins. Throws −1300 when there is neither. */
export function pictureOf({ image, url }: PictureFields): Blob | string {
  if (url !== undefined) return url;
  if (image === undefined) throw new FaceError(CODES.EMPTY_PICTURE, 'neither image nor url was given');
  if (typeof image === 'string') {
    throw new FaceError(
      CODES.EMPTY_PICTURE,
      'a JSON request gives its picture as url; only identify and livedetectpicture take base64 text',
    );
  }
  return image;
}

/** As `pictureOf`, for the endpoints that also take base64 text, which is never an address. Throws −1102 when that is none. */
export function pictureOrBase64({ image, url }: PictureFields): Blob | string {
  return pictureOf({ url, image: typeof image === 'string' && url === undefined ? decode(image) : image });
}

/** One of the two pictures of `compare`: what is wrong with it is said with its number, as the engine does. */
export function pictureOfTwo(fail_flag: 1 | 2, fields: PictureFields): Blob | string {
  try {
    return pictureOf(fields);
  } catch (error) {
    if (!(error instanceof FaceError)) throw error;
    throw error.about(fail_flag);
  }
}

/** Plain base64, or a `data:` URL of it, as clients that read files in the browser have it. */
function decode(text: string): Blob {
  try {
    return new Blob([bytesOfBase64(text.replace(/^\s*data:[^,]*;base64,/i, ''))]);
  } catch (cause) {
    throw new FaceError(CODES.UNDECODABLE, 'image is not base64 text', { kind: 'damaged', cause });
  }
}
