import { WASM } from './wasm.generated';

/** What each kernel is given; what it does with that stands in the .wat files. Places are those of the workspace that they belong to. */
interface Signatures {
  halve: [place: number, width: number, height: number];
  across: [
    from: number,
    width: number,
    begin: number,
    end: number,
    first: number,
    weights: number,
    taps: number,
    count: number,
    to: number,
  ];
  down: [
    from: number,
    width: number,
    first: number,
    weights: number,
    taps: number,
    count: number,
    to: number,
  ];
  input: [data: number, width: number, size: number, across: number, down: number, out: number];
  chip: [
    ...[from: number, width: number, height: number, size: number],
    ...Transform,
    ...[red: number, green: number, blue: number],
    ...[meanRed: number, meanGreen: number, meanBlue: number, scale: number],
  ];
  luminance: [chip: number, plane: number, a: number, b: number, c: number, black: number, out: number];
  sample: [
    ...[grey: number, size: number, across: number, down: number, data: number, inside: number],
    ...Transform,
    ...[border: number, width: number, height: number],
    ...Transform,
  ];
  filter: [
    ...[data: number, out: number, step: number, width: number],
    ...[x: number, y: number, right: number, bottom: number],
  ];
  energy: [data: number, width: number, from: number, right: number, bottom: number];
}

/** x' = a·x − b·y + tx, y' = b·x + a·y + ty. */
type Transform = [a: number, b: number, tx: number, ty: number];

type Kernel<Name extends keyof Signatures, Result = void> = (...parameters: Signatures[Name]) => Result;

export type Kernels = {
  readonly [Name in keyof Signatures]: Kernel<Name, Name extends 'sample' | 'energy' ? number : void>;
};

/** The kernels on that memory: together they have 5 kB. Throws what WebAssembly throws where it is refused, or has no SIMD. */
export function kernelsOn(memory: WebAssembly.Memory): Kernels {
  return Object.assign({}, ...Object.values(WASM).map((base64) => exportsOf(base64, memory))) as Kernels;
}

function exportsOf(base64: string, memory: WebAssembly.Memory): WebAssembly.Exports {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports;
}
