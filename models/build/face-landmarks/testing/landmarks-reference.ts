import * as tf from '@tensorflow/tfjs-core';
import { dequantize, type StoredTensor } from '../../weights';

/**
 * face-api's landmark network as face-api runs it, with nothing folded or transposed: TFJS operators on NHWC tensors
 * and the weights as they are stored. Another way to the numbers that the ONNX file must give.
 *
 * @param input [1, 112, 112, 3], normalised
 * @returns [1, 136]
 */
export function runFaceLandmarks(
  weights: ReadonlyMap<string, StoredTensor>,
  input: tf.Tensor4D,
): tf.Tensor2D {
  const tensor = <T extends tf.Tensor>(name: string): T => {
    const stored = weights.get(name);
    if (!stored) throw new Error(`No weights ${name}`);
    return tf.tensor(Float32Array.from(dequantize(stored)), [...stored.shape]) as T;
  };
  const separable = (name: string, x: tf.Tensor4D, stride: number): tf.Tensor4D =>
    tf.add(
      tf.separableConv2d(
        x,
        tensor<tf.Tensor4D>(`${name}/depthwise_filter`),
        tensor<tf.Tensor4D>(`${name}/pointwise_filter`),
        [stride, stride],
        'same',
      ),
      tensor(`${name}/bias`),
    );
  const dense = (name: string, x: tf.Tensor4D, first: boolean): tf.Tensor4D => {
    const start: tf.Tensor4D = first
      ? tf.add(
          tf.conv2d(x, tensor<tf.Tensor4D>(`${name}/conv0/filters`), 2, 'same'),
          tensor(`${name}/conv0/bias`),
        )
      : separable(`${name}/conv0`, x, 2);
    const out1 = tf.relu(start);
    const out2 = separable(`${name}/conv1`, out1, 1);
    const out3 = separable(`${name}/conv2`, tf.relu(tf.add(out1, out2)), 1);
    const out4 = separable(`${name}/conv3`, tf.relu(tf.addN([out1, out2, out3])), 1);
    return tf.relu(tf.addN([out1, out2, out3, out4]));
  };
  return tf.tidy(() => {
    let x = input;
    for (let block = 0; block < 4; block++) x = dense(`dense${block}`, x, block === 0);
    const mean = tf.reshape<tf.Rank.R2>(tf.avgPool(x, 7, 2, 'valid'), [1, 256]);
    return tf.add(tf.matMul(mean, tensor<tf.Tensor2D>('fc/weights')), tensor('fc/bias'));
  });
}
