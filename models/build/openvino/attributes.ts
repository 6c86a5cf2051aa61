import type { Layer } from './read-ir';

/** `1,1` → [1, 1]. Throws where the attribute is absent or no list of whole numbers. */
export function numbers(layer: Layer, attribute: string): number[] {
  const text = layer.attributes[attribute] ?? '';
  if (!/^\d+(,\d+)*$/.test(text)) {
    throw new Error(
      `OpenVINO IR: layer ${layer.name} has ${attribute}="${text}", which is no list of numbers`,
    );
  }
  return text.split(',').map(Number);
}

/** `true`, `True` and `1` alike: releases spell it differently. */
export function flag(layer: Layer, attribute: string): boolean {
  return ['true', '1'].includes((layer.attributes[attribute] ?? '').toLowerCase());
}

/** Window, step and padding, the same for convolutions and pools, as ONNX writes them. */
export function windowOf(layer: Layer, kernel: readonly number[]): Record<string, readonly number[]> {
  const mode = layer.attributes.auto_pad || 'explicit';
  if (mode !== 'explicit' && mode !== 'valid') unsupported(layer, 'auto_pad', mode);
  const pads = mode === 'valid' ? kernel.map(() => 0) : undefined;
  return {
    kernel_shape: kernel,
    strides: numbers(layer, 'strides'),
    pads: [...(pads ?? numbers(layer, 'pads_begin')), ...(pads ?? numbers(layer, 'pads_end'))],
    ...(layer.attributes.dilations === undefined ? {} : { dilations: numbers(layer, 'dilations') }),
  };
}

export function unsupported(layer: Layer, attribute: string, value: string): never {
  throw new Error(
    `OpenVINO IR: layer ${layer.name} (${layer.type}) has ${attribute}="${value}", which is not supported`,
  );
}
