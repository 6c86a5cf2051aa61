import { WASM } from './wasm.generated';
import { Workspace } from './workspace';

/** In their order, places being those of the workspace; what they mean stands in the .wat files. */
interface Parameters {
  halve: [from: number, to: number, width: number, height: number];
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

type Kernel<Name extends keyof Parameters, Result = void> = (...parameters: Parameters[Name]) => Result;

export const workspace = new Workspace();

/** Compiled at once: each has a kilobyte or two. */
function load<Exports>(name: keyof typeof WASM): Exports {
  const bytes = Uint8Array.from(atob(WASM[name]), (character) => character.charCodeAt(0));
  const { memory } = workspace;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
    .exports as unknown as Exports;
}

export const { halve } = load<{ readonly halve: Kernel<'halve'> }>('halve');
export const { across, down } = load<{
  readonly across: Kernel<'across'>;
  readonly down: Kernel<'down'>;
}>('blend');
export const { input, chip } = load<{ readonly input: Kernel<'input'>; readonly chip: Kernel<'chip'> }>(
  'bilinear',
);
export const { luminance, sample, filter, energy } = load<{
  readonly luminance: Kernel<'luminance'>;
  readonly sample: Kernel<'sample', number>;
  readonly filter: Kernel<'filter'>;
  readonly energy: Kernel<'energy', number>;
}>('grid');
