import { deflateSync } from 'node:zlib';
import { flatPng } from './png';

/** Files that say little and cost much, byte by byte; nothing of them is a photo. */

const MARKER = {
  SOI: 0xd8,
  EOI: 0xd9,
  SOF0: 0xc0,
  SOF2: 0xc2,
  DHT: 0xc4,
  SOS: 0xda,
  DQT: 0xdb,
  APP1: 0xe1,
  APP2: 0xe2,
};

function u16(value: number): number[] {
  return [value >> 8, value & 255];
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function segment(marker: number, data: readonly number[] | Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, ...u16(data.length + 2)]), Buffer.from(data)]);
}

/** Bits to bytes, the last one filled with ones, 0xFF followed by 0 as in a scan. */
function entropyCoded(bits: string): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return Buffer.from(bytes);
}

/** A Huffman table with one symbol, whose code is the bit 0. */
function oneSymbolTable(kind: 'DC' | 'AC', symbol: number): Buffer {
  return segment(MARKER.DHT, [kind === 'DC' ? 0 : 0x10, 1, ...Array(15).fill(0), symbol]);
}

function greyStart(sof: number, [width, height]: readonly [number, number], between: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, MARKER.SOI]),
    between,
    segment(MARKER.DQT, [0, ...Array(64).fill(1)]),
    segment(sof, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]),
    oneSymbolTable('DC', 0),
  ]);
}

/** Symbol that ends so many blocks in a row, with 14 bits for their number. */
const END_OF_BLOCKS = 0xe0;
const MOST_BLOCKS = 32_767;

/** A grey progressive JPEG whose scans after the first change nothing: 60 bytes each, and a pass over all blocks. */
export function progressiveJpeg(edge: number, scans: number, refining = false): Buffer {
  const blocks = Math.ceil(edge / 8) ** 2;
  const header = (first: number, last: number, bits: number) =>
    segment(MARKER.SOS, [1, 1, 0, first, last, bits]);
  const runs: string[] = [];
  for (let left = blocks; left > 0; left -= MOST_BLOCKS) {
    const run = Math.min(left, MOST_BLOCKS);
    // Fewer than the symbol stands for are taken for the end of the picture.
    runs.push(
      `0${Math.max(0, run - 16_384)
        .toString(2)
        .padStart(14, '0')}`,
    );
  }
  const pass = Buffer.concat([header(1, 63, refining ? 0x10 : 1), entropyCoded(runs.join(''))]);
  const first = Buffer.concat([header(1, 63, 1), entropyCoded(runs.join(''))]);
  return Buffer.concat([
    greyStart(MARKER.SOF2, [edge, edge], Buffer.alloc(0)),
    oneSymbolTable('AC', END_OF_BLOCKS),
    header(0, 0, 0),
    entropyCoded('0'.repeat(blocks)),
    first,
    ...Array<Buffer>(Math.max(0, scans - 2)).fill(pass),
    Buffer.from([0xff, MARKER.EOI]),
  ]);
}

/** A grey baseline JPEG with bytes of choice between its start and its tables, and before its pixels. */
export function baselineJpeg(
  size: number | readonly [width: number, height: number],
  between: Buffer = Buffer.alloc(0),
  within: Buffer = Buffer.alloc(0),
): Buffer {
  const [width, height] = typeof size === 'number' ? [size, size] : size;
  return Buffer.concat([
    greyStart(MARKER.SOF0, [width, height], between),
    oneSymbolTable('AC', 0),
    segment(MARKER.SOS, [1, 1, 0, 0, 63, 0]),
    within,
    // Two bits a block: no change of brightness, and no more of it.
    Buffer.alloc(Math.ceil((Math.ceil(width / 8) * Math.ceil(height / 8)) / 4)),
    Buffer.from([0xff, MARKER.EOI]),
  ]);
}

/** A progressive JPEG in full colour, of one scan: what is to come is left out, as where a download broke off. */
export function progressiveColourJpeg(width: number, height: number): Buffer {
  const components = [1, 2, 3];
  return Buffer.concat([
    Buffer.from([0xff, MARKER.SOI]),
    segment(MARKER.DQT, [0, ...Array(64).fill(1)]),
    segment(MARKER.SOF2, [8, ...u16(height), ...u16(width), 3, ...components.flatMap((id) => [id, 0x11, 0])]),
    oneSymbolTable('DC', 0),
    segment(MARKER.SOS, [3, ...components.flatMap((id) => [id, 0]), 0, 0, 0]),
    Buffer.alloc(Math.ceil((3 * Math.ceil(width / 8) * Math.ceil(height / 8)) / 8)),
    Buffer.from([0xff, MARKER.EOI]),
  ]);
}

export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const data = Buffer.concat(parts);
  return Buffer.concat([u32(data.length + 8), Buffer.from(type, 'latin1'), data]);
}

/** An AVIF file whose header says 64 × 64 px, with boxes of choice within and behind its `meta`, and no picture. */
export function avif(within: Buffer, behind: Buffer = Buffer.alloc(0)): Buffer {
  const size = box('ispe', u32(0), u32(64), u32(64));
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avifmif1miaf', 'latin1')),
    box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), Buffer.from('pict'), Buffer.alloc(13)),
      box('iprp', box('ipco', size)),
      within,
    ),
    behind,
  ]);
}

/** A grey PNG with chunks of choice before its pixels. */
export function pngWith(chunks: Buffer, edge = 64): Buffer {
  const png = flatPng(edge, edge);
  return Buffer.concat([png.subarray(0, 33), chunks, png.subarray(33)]);
}

/** Zeros that take a thousandth of their bytes. */
export function zipped(bytes: number): Buffer {
  return deflateSync(Buffer.alloc(bytes));
}

/** A GIF of one pixel with blocks of choice before it. */
export function gifWith(blocks: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    blocks,
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b]),
  ]);
}

/** A WebP of one pixel with chunks of choice before it. */
export function webpWith(chunks: Buffer): Buffer {
  const picture = Buffer.from('VP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\x08\x08\0', 'latin1');
  const extended = Buffer.from('VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');
  const body = Buffer.concat([Buffer.from('WEBP'), extended, chunks, picture]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from('RIFF'), size, body]);
}
