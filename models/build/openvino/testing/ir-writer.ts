/** One layer of a made-up IR. Its id is its place in the list; the first is the input. */
export interface LayerSpec {
  readonly type: string;
  readonly data?: Readonly<Record<string, string | number>>;
  /** Ids of the layers that feed it. */
  readonly from?: readonly number[];
  /** Of the output. */
  readonly shape: readonly number[];
  /** Version 5: weights inside the layer, as halves. */
  readonly blobs?: Readonly<Record<string, readonly number[]>>;
  /** Version 10 and later: numbers of a `Const` layer. */
  readonly values?: {
    readonly type: 'f16' | 'f32' | 'i64' | 'i32';
    /** Bytes are taken as they are. */
    readonly numbers: readonly number[] | Uint8Array;
  };
}

/** Writes an IR the way OpenVINO does: ids, ports, edges, and all weights in one file. */
export function writeIr(version: number, layers: readonly LayerSpec[]): { xml: string; bin: Uint8Array } {
  const parts: Uint8Array[] = [];
  let end = 0;
  const place = (bytes: Uint8Array) => {
    parts.push(bytes);
    end += bytes.length;
    return `offset="${end - bytes.length}" size="${bytes.length}"`;
  };
  const written = layers.map((layer, id) => {
    const { type, data = {}, from = [], shape, blobs, values } = layer;
    const attributes = Object.entries(data).map(([key, value]) => `${key}="${value}"`);
    if (values) {
      attributes.push(`element_type="${values.type}" shape="${shape}"`);
      attributes.push(place(encode(values.type, values.numbers)));
    }
    const inputs = from.map((other, port) => portOf(port, layers[other]?.shape ?? []));
    const precision = version === 5 ? ' precision="FP16"' : ` version="opset1"`;
    return [
      `<layer id="${id}" name="l${id}" type="${type}"${precision}>`,
      attributes.length > 0 ? `<data ${attributes.join(' ')}/>` : '',
      inputs.length > 0 ? `<input>${inputs.join('')}</input>` : '',
      type === 'Result' ? '' : `<output>${portOf(from.length, shape)}</output>`,
      blobs
        ? `<blobs>${Object.entries(blobs)
            .map(([key, numbers]) => `<${key} ${place(encode('f16', numbers))}/>`)
            .join('')}</blobs>`
        : '',
      '</layer>',
    ].join('\n');
  });
  const edges = layers.flatMap(({ from = [] }, id) =>
    from.map((other, port) => {
      const outputPort = layers[other]?.from?.length ?? 0;
      return `<edge from-layer="${other}" from-port="${outputPort}" to-layer="${id}" to-port="${port}"/>`;
    }),
  );
  const xml = `<?xml version="1.0"?>\n<net name="made-up" version="${version}">
<layers>${written.join('\n')}</layers>\n<edges>${edges.join('\n')}</edges>\n</net>\n`;
  return { xml, bin: new Uint8Array(Buffer.concat(parts)) };
}

function portOf(id: number, shape: readonly number[]): string {
  return `<port id="${id}" precision="FP32">${shape.map((size) => `<dim>${size}</dim>`).join('')}</port>`;
}

function encode(type: 'f16' | 'f32' | 'i64' | 'i32', numbers: readonly number[] | Uint8Array): Uint8Array {
  if (numbers instanceof Uint8Array) return numbers;
  const arrays = {
    f16: () => Uint16Array.from(numbers, toHalf),
    f32: () => Float32Array.from(numbers),
    i64: () => BigInt64Array.from(numbers, BigInt),
    i32: () => Int32Array.from(numbers),
  };
  return new Uint8Array(arrays[type]().buffer);
}

/** IEEE 754 binary16 of a number that it holds exactly and normalised, or of 0. */
function toHalf(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = (Math.abs(value) / 2 ** exponent - 1) * 1024;
  if (!Number.isInteger(fraction) || exponent < -14 || exponent > 15) {
    throw new RangeError(`${value} is no half-precision number`);
  }
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}
