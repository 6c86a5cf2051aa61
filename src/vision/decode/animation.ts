import { CODES, FaceError } from '../../protocol';
import { fourCC, pngChunks, riffChunks } from './chunks';
import { Parts } from './parts';

/** Bytes of an AVIF or HEIF file's `meta` box: it holds sizes and profiles, a few kilobytes; pixels lie behind it. */
const META_BYTES = 4 * 2 ** 20;

/** Frames of a picture file and the canvas they need together, px (0 when the header alone says it). */
export interface Frames {
  readonly count: number;
  readonly width: number;
  readonly height: number;
}

/**
 * GIF89a: counts image descriptors. A frame may lie outside the logical screen, and decoders then
 * enlarge the canvas, so the extents count towards the size.
 */
export function countGifFrames(bytes: Uint8Array): Frames {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = { count: 0, width: 0, height: 0 };
  const parts = new Parts(bytes);
  const colorTable = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colorTable(bytes[10] ?? 0);
  while (at < bytes.length) {
    const introducer = bytes[at];
    parts.count();
    if (introducer === 0x21) {
      at = skipSubBlocks(bytes, at + 2);
    } else if (introducer === 0x2c && at + 10 <= bytes.length) {
      frames.count += 1;
      frames.width = Math.max(frames.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true));
      frames.height = Math.max(frames.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true));
      at = skipSubBlocks(bytes, at + 10 + colorTable(bytes[at + 9]) + 1);
    } else {
      break; // trailer, or bytes that no decoder would follow
    }
  }
  return frames;
}

function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at] + 1;
  return at + 1;
}

/** APNG: `num_frames` of the acTL chunk, which must come before the first IDAT to count. */
export function countPngFrames(bytes: Uint8Array): Frames {
  const parts = new Parts(bytes);
  let count = 1;
  let early = true;
  for (const { type, data } of pngChunks(bytes)) {
    parts.count();
    if (type === 'IEND') break;
    if (type === 'IDAT') early = false;
    if (type === 'acTL' && early) count = Math.max(count, firstNumber(data));
  }
  return { count, width: 0, height: 0 };
}

/** The first four bytes, 0 where there are fewer. */
function firstNumber(data: Uint8Array): number {
  return data.length < 4 ? 0 : new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
}

/** WebP: counts ANMF chunks of the RIFF container. */
export function countWebpFrames(bytes: Uint8Array): Frames {
  const parts = new Parts(bytes);
  let count = 0;
  for (const { type } of riffChunks(bytes)) {
    parts.count();
    if (type === 'ANMF') count += 1;
  }
  return { count: Math.max(1, count), width: 0, height: 0 };
}

/**
 * AVIF and HEIF (ISO-BMFF): a sequence says so by its major brand. The size is the largest `ispe` property of the
 * `meta` box, which is what a decoder allocates; cropping boxes on top of it do not make a picture cheaper.
 */
export function measureIsoImage(bytes: Uint8Array): Frames {
  const count = ['avis', 'msf1', 'hevc'].includes(fourCC(bytes, 8)) ? 2 : 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Parts(bytes);
  let [width, height] = [0, 0];
  for (let at = 0; at + 8 <= bytes.length; ) {
    parts.count();
    const size = view.getUint32(at);
    const end = size >= 8 ? Math.min(at + size, bytes.length) : bytes.length;
    if (fourCC(bytes, at + 4) === 'meta') {
      if (end - at > META_BYTES) {
        throw new FaceError(CODES.UNDECODABLE, 'the picture’s header is larger than 4 MiB; save it anew', {
          kind: 'too_large',
        });
      }
      // The property lies some boxes deep; its name is searched for instead of walking down to it.
      for (let i = at + 8; i + 16 <= end; i++) {
        if (bytes[i] !== 0x69 || view.getUint32(i) !== ISPE) continue;
        width = Math.max(width, view.getUint32(i + 8));
        height = Math.max(height, view.getUint32(i + 12));
      }
    }
    at = end;
  }
  return { count, width, height };
}

/** "ispe" as a number. */
const ISPE = 0x69737065;
