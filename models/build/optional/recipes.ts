import type { Recipe } from './recipe';

/** The models that `npm run mien -- models add` knows; each has an entry in models/manifest.json. */
export const RECIPES: readonly Recipe[] = [
  {
    id: 'retail-0095',
    format: 'openvino-ir',
    releases: [
      {
        name: 'Open Model Zoo 2019 R4 (IR version 10, FP16)',
        address:
          'https://download.01.org/opencv/2019/open_model_zoo/R4/20191230_170000_models_bin/face-reidentification-retail-0095/FP16/',
        files: [
          {
            name: 'face-reidentification-retail-0095.xml',
            bytes: 225_721,
            sha256: 'c1077d4285a4ed52ffbaf191b3f17a9dbd3403befee154491e9383fd55f21d00',
          },
          {
            name: 'face-reidentification-retail-0095.bin',
            bytes: 2_213_724,
            sha256: 'c2f8a7b9268e5b5236574d6fda2216df43c03acaa39c078848a98fbb707ae0a3',
          },
        ],
      },
      {
        name: 'an older release (IR version 5, FP16)',
        files: [
          {
            name: 'face-reidentification-retail-0095.xml',
            bytes: 106_037,
            sha256: 'c45948e5865726a7994ae72049f5b95d977dc0302d08028503868184c68edf91',
          },
          {
            name: 'face-reidentification-retail-0095.bin',
            bytes: 2_213_628,
            sha256: '3289078133e40e4263f682ded2a26a500905abb0fd7b943f41ca8037a4f3fe21',
          },
        ],
      },
    ],
    products: [
      {
        id: 'retail-0095',
        // Of an ONNX file that another converter made of the older release, on onnxruntime-web 1.30.0, wasm.
        golden: {
          first: [0.24236, -0.05903, -0.99091, -0.97857, -0.7715, 0.46115, 0.42021, 0.43446],
          sums: [
            2.2472, 5.03641, -2.86991, -0.39149, 1.26471, 2.9482, 0.95609, 0.03956, -1.80653, 5.11778,
            -1.1669, -2.19625, 3.86654, 1.57284, -3.98579, 2.63439,
          ],
          norm: 8.5588,
        },
      },
    ],
  },
  {
    id: 'mobileface-v2',
    format: 'onnx',
    releases: [
      {
        name: 'mobileface_identification_v2 as ONNX, FP16 weights',
        files: [
          {
            name: 'mobileface_identification_v2.fp16w.onnx',
            bytes: 1_846_550,
            sha256: '807f699ba97525e7950572c9ed7fdf860bc8a49d0631614402c3ceb0a0b80506',
          },
        ],
      },
    ],
    products: [
      {
        id: 'mobileface-v2',
        // Of this file, on onnxruntime-web 1.30.0, wasm: shows that it runs as it did where it was tried.
        golden: {
          first: [-7.64366, -7.47978, -2.92385, 5.83432, 4.94421, 0.36249, 6.71095, -2.06503],
          sums: [
            12.93748, -13.73534, 0.17683, -10.69299, 0.11664, 6.38975, 6.23655, 23.20135, -22.05475, 16.86382,
            9.17096, -2.43692, -28.25431, 8.89806, 12.73356, 17.61515,
          ],
          norm: 65.38558,
        },
      },
    ],
  },
  {
    id: 'minifasnet',
    format: 'onnx',
    releases: [
      {
        name: 'MiniFASNetV2 and V1SE of Silent-Face-Anti-Spoofing as ONNX, with their softmax',
        files: [
          {
            name: 'minifasnet_v2_2.7_80x80.onnx',
            bytes: 1_809_771,
            sha256: '7d6f374209ad3816972547a386d0e8a2703c0301ae5d411e94f1d0facbd27af3',
          },
          {
            name: 'minifasnet_v1se_4.0_80x80.onnx',
            bytes: 1_812_179,
            sha256: '3b38a0c50c6a0572b9495c1f951d5084c258b2233cca351a71e194d1ff172fc7',
          },
        ],
      },
    ],
    // Of these files, on onnxruntime-web 1.30.0, wasm: shows that they run as they did where they were tried.
    products: [
      {
        id: 'minifasnet-v2',
        golden: {
          first: [0.00227, 0.99068, 0.00705],
          sums: [0.00227, 0.99068, 0.00705],
          norm: 0.99071,
        },
      },
      {
        id: 'minifasnet-v1se',
        golden: {
          first: [0.01232, 0.98436, 0.00332],
          sums: [0.01232, 0.98436, 0.00332],
          norm: 0.98445,
        },
      },
    ],
  },
];
