import { Parts } from './parts';

/** What a decoder of a JPEG file has to go through. */
export interface JpegNeeds {
  /** Stored size, px; 0 when no frame header comes before the picture. */
  readonly width: number;
  readonly height: number;
  /** Samples a pixel of all components: 3 for full colour, 1.5 where it is stored at a quarter, 1 for grey. */
  readonly samples: number;
  /** Whether the whole picture is kept as coefficients until the last scan: the file is progressive, or its components come one by one. */
  readonly buffered: boolean;
  /** Passes over the picture. */
  readonly scans: number;
}

interface Frame extends Pick<JpegNeeds, 'width' | 'height' | 'samples'> {
  readonly components: number;
  readonly progressive: boolean;
}

/** Reads the markers as decoders do: fill bytes and junk between segments are passed over. Throws FaceError −1102, too many segments. */
export function measureJpeg(bytes: Uint8Array): JpegNeeds {
  const parts = new Parts(bytes);
  let frame: Frame = { width: 0, height: 0, samples: 1, components: 0, progressive: false };
  let buffered = false;
  let scans = 0;
  for (let at = nextMarker(bytes, 2); at + 2 < bytes.length; ) {
    const marker = bytes[at];
    parts.count();
    if (marker === 0xd9) break;
    const end = at + 1 + ((bytes[at + 1] << 8) | bytes[at + 2]);
    const data = bytes.subarray(at + 3, end);
    if (isFrameHeader(marker)) frame = largest(frame, readFrame(marker, data));
    if (marker === 0xda) {
      scans += 1;
      buffered ||= frame.progressive || (data[0] ?? 0) < frame.components;
      // All components in one pass: decoders read no further.
      if (!buffered) break;
    }
    at = nextMarker(bytes, Math.max(end, at + 3));
  }
  const { width, height, samples } = frame;
  return { width, height, samples, buffered, scans };
}

/** SOF0 to SOF15, without the three of their row that are something else (DHT, JPG, DAC). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function readFrame(marker: number, data: Uint8Array): Frame {
  const number = (at: number) => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
  const components = data[5] ?? 0;
  let [most, sum] = [1, 0];
  for (let i = 0; i < components; i++) {
    const factors = data[7 + 3 * i] ?? 0x11;
    const area = (factors >> 4) * (factors & 15);
    most = Math.max(most, area);
    sum += area;
  }
  const progressive = marker % 4 === 2;
  return { width: number(3), height: number(1), samples: Math.max(1, sum / most), components, progressive };
}

/** A second header, which decoders refuse, is not to hide a first one. */
function largest(a: Frame, b: Frame): Frame {
  return a.width * a.height > b.width * b.height ? a : b;
}

/** Index of the next marker's second byte, from `from` on; the length of the file when there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    // A fill byte, a stuffed zero, or a marker that only says that a decoder may start anew here.
    while (bytes[at] === 0xff && isNoSegment(bytes[at + 1])) at += bytes[at + 1] === 0xff ? 1 : 2;
    if (at + 1 >= bytes.length) return bytes.length;
    if (bytes[at] === 0xff) return at + 1;
  }
}

function isNoSegment(second: number): boolean {
  return second === 0xff || second === 0 || second === 1 || (second >= 0xd0 && second <= 0xd7);
}
