import * as tf from '@tensorflow/tfjs-core';
import { dequantize, type StoredTensor } from '../../weights';

/**
 * dlib's network as dlib describes it, layer by layer, with nothing folded, transposed or fused: TFJS operators on
 * NHWC tensors and the weights as they are stored. Another way to the numbers that the ONNX file must give.
 *
 * @param input [1, 150, 150, 3], normalised
 * @param round what becomes of each activation, by the name that the ONNX file gives it: nothing, unless told otherwise
 * @returns [1, 128]
 */
export function runDlibResnet(
  weights: ReadonlyMap<string, StoredTensor>,
  input: tf.Tensor4D,
  round: (name: string, activation: tf.Tensor4D) => tf.Tensor4D = (_, activation) => activation,
): tf.Tensor2D {
  const tensor = <T extends tf.Tensor>(name: string): T => {
    const stored = weights.get(name);
    if (!stored) throw new Error(`No weights ${name}`);
    return tf.tensor(Float32Array.from(dequantize(stored)), [...stored.shape]) as T;
  };
  const convolution = (
    name: string,
    x: tf.Tensor4D,
    stride: number,
    padding: 'same' | 'valid',
  ): tf.Tensor4D => {
    const y = tf.add(
      tf.conv2d(x, tensor<tf.Tensor4D>(`${name}/conv/filters`), stride, padding),
      tensor(`${name}/conv/bias`),
    );
    return tf.add(tf.mul(y, tensor(`${name}/scale/weights`)), tensor(`${name}/scale/biases`));
  };
  const twoConvolutions = (name: string, x: tf.Tensor4D, stride: number, padding: 'same' | 'valid') => {
    const y = tf.relu(convolution(`${name}/conv1`, x, stride, padding));
    const rounded = round(`${name}/conv1/relu`, y as tf.Tensor4D);
    return round(`${name}/conv2`, convolution(`${name}/conv2`, rounded, 1, 'same'));
  };
  const residual = (name: string, x: tf.Tensor4D): tf.Tensor4D =>
    round(name, tf.relu(tf.add(twoConvolutions(name, x, 1, 'same'), x)));
  const down = (name: string, x: tf.Tensor4D): tf.Tensor4D => {
    const main = twoConvolutions(name, x, 2, 'valid');
    const shortcut = round(`${name}/pooled`, tf.avgPool(x, 2, 2, 'valid'));
    const sizes = main.shape.map((size, axis) => Math.max(size, shortcut.shape[axis] ?? 0));
    const grow = (y: tf.Tensor4D) =>
      tf.pad(
        y,
        y.shape.map((size, axis) => [0, (sizes[axis] ?? 0) - size] as [number, number]),
      );
    return round(name, tf.relu(tf.add(grow(main), grow(shortcut))));
  };

  return tf.tidy(() => {
    let x: tf.Tensor4D = tf.relu(convolution('conv32_down', round('input', input), 2, 'valid'));
    x = round('conv32_down/relu', x);
    x = tf.maxPool(x, 3, 2, 'valid');
    for (const name of ['conv32_1', 'conv32_2', 'conv32_3']) x = residual(name, x);
    x = down('conv64_down', x);
    for (const name of ['conv64_1', 'conv64_2', 'conv64_3']) x = residual(name, x);
    x = down('conv128_down', x);
    for (const name of ['conv128_1', 'conv128_2']) x = residual(name, x);
    x = down('conv256_down', x);
    for (const name of ['conv256_1', 'conv256_2']) x = residual(name, x);
    x = down('conv256_down_out', x);
    return tf.matMul(tf.mean<tf.Tensor2D>(x, [1, 2]), tensor<tf.Tensor2D>('fc'));
  });
}
