import { readWeights } from '../weights';
import { IntegerLayers } from './integer-layers';
import { type FeatureMap, Weights } from './layers';
import type { Ranges } from './ranges';
import measured from './ranges.json' with { type: 'json' };

/**
 * dlib's face recognition ResNet (`dlib_face_recognition_resnet_model_v1`) as ONNX, from the copy in face-api, in 8-bit integers
 * (docs/decisions/016).
 *
 * Input `input`: float32 [N, 3, 150, 150], RGB, normalised by the caller.
 * Output `template`: float32 [N, 128], not normalised.
 *
 * @param manifest text of face-api's `face_recognition_model-weights_manifest.json`
 * @param weights contents of `face_recognition_model.bin`
 */
export function convertDlibResnet(manifest: string, weights: Uint8Array): Uint8Array {
  const tensors = new Weights(readWeights(manifest, weights));
  const layers = new IntegerLayers(tensors, measured.ranges as unknown as Ranges);
  let x = layers.convolution('conv32_down', layers.input, { stride: 2, pad: 0, relu: true });
  x = layers.pool('pool32', 'MaxPool', x, 3);
  x = residual(layers, 'conv32_1', x);
  x = residual(layers, 'conv32_2', x);
  x = residual(layers, 'conv32_3', x);
  x = residualDown(layers, 'conv64_down', x);
  x = residual(layers, 'conv64_1', x);
  x = residual(layers, 'conv64_2', x);
  x = residual(layers, 'conv64_3', x);
  x = residualDown(layers, 'conv128_down', x);
  x = residual(layers, 'conv128_1', x);
  x = residual(layers, 'conv128_2', x);
  x = residualDown(layers, 'conv256_down', x);
  x = residual(layers, 'conv256_1', x);
  x = residual(layers, 'conv256_2', x);
  x = residualDown(layers, 'conv256_down_out', x);
  layers.embed(x);
  return layers.build();
}

function residual(layers: IntegerLayers, name: string, x: FeatureMap): FeatureMap {
  return layers.join(name, twoConvolutions(layers, name, x, { stride: 1, pad: 1 }), x);
}

/**
 * Halves the size. The shortcut is an average pool that gets zero channels where the main branch has more. An
 * even size leaves the main branch one short of it (8 → 3 and 4, later 4 → 1 and 2): it gets zeros at the bottom
 * and at the right.
 */
function residualDown(layers: IntegerLayers, name: string, x: FeatureMap): FeatureMap {
  const main = twoConvolutions(layers, name, x, { stride: 2, pad: 0 });
  const shortcut = layers.pool(`${name}/pooled`, 'AveragePool', x, 2);
  const channels = Math.max(main.channels, shortcut.channels);
  const size = Math.max(main.size, shortcut.size);
  return layers.join(
    name,
    layers.padTo(`${name}/main`, main, channels, size),
    layers.padTo(`${name}/shortcut`, shortcut, channels, size),
  );
}

function twoConvolutions(
  layers: IntegerLayers,
  name: string,
  x: FeatureMap,
  first: { stride: number; pad: number },
): FeatureMap {
  const y = layers.convolution(`${name}/conv1`, x, { ...first, relu: true });
  return layers.convolution(`${name}/conv2`, y, { stride: 1, pad: 1, relu: false });
}
