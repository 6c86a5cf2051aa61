import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { ANOTHER_PHOTO, NOT_YOUR_FAULT, TRY_AGAIN } from './phrases';

export const pictures = {
  [CODES.NO_FACE]: [
    '图片中没有人脸。',
    '没有找到人脸。请使用人脸较大、光线良好、没有遮挡的照片。',
    '请用户换一张照片。`<mien-capture>` 会引导用户拍出合适的照片。',
  ],
  [CODES.UNDECODABLE]: {
    damaged: [
      '图片或其 base64 文本已损坏，或与其类型不符。',
      `这张照片已损坏。${ANOTHER_PHOTO}`,
      '请用户换一张照片。',
    ],
    unreadable: [
      '从该对象读不到像素：它已被转移（transfer），文件已被移动，尚未加载，或来自其他源。',
      TRY_AGAIN,
      '请等 `<img>` 或 `<video>` 加载完成。来自其他源的图片请以 Blob 传入。',
    ],
    too_large: [
      '图片的字节、像素、扫描遍数或分段数超过 [上限](../../reference/api.md#limits)。',
      '这张照片太大，请使用较小的照片。',
      '请先缩小图片。',
    ],
    megapixels: [
      '图片的像素数超过此浏览器的解码能力，其他浏览器能解码更大的图片。',
      '这张照片对此浏览器来说太大，请使用较小的照片。',
      '请先缩小图片。',
    ],
  },
  [CODES.UNUSABLE_FACE]: {
    quality: [
      '人脸质量不足以登记，或不足以判断是否为活体（`livedetectpicture`）：过小、模糊、过暗等（`data.reasons`）。这并不表示遭到攻击。',
      '请显示 `detail`：它说明该如何改进，例如“请靠近一些”。',
      "请用户提供更好的照片，或设置 `enrolmentQuality: 'accept'`。",
    ],
    unalignable: ['特征点的位置使人脸无法对齐。', ANOTHER_PHOTO, '请用户换一张照片。'],
    no_template: ['网络没有为这张人脸给出可用的结果。', ANOTHER_PHOTO, '请用户换一张照片。'],
    other_model: [
      '此人的人脸是用另一个模型登记的。',
      '您需要重新登记。',
      '请重新登记此人，或用当前模型添加一张人脸。',
    ],
    liveness: [
      "要求了 `liveness: 'require'`，而所给图片并非已通过的活体检测会话的 `capture`；或者它已用过，或已超过 60 秒。没有任何改动。",
      '请再次面对摄像头。',
      '请重新调用 `checkLiveness`，并尽快使用其 `capture`，且只用一次（[活体检测](liveness.md)）。',
    ],
  },
  [CODES.NO_CONTOUR]: [
    '找到了人脸，但露出的部分不足以让 `shape` 得出轮廓。',
    ANOTHER_PHOTO,
    '请用户提供露出整张脸的照片。',
  ],
  [CODES.EMPTY_PICTURE]: [
    '没有图片，或图片没有内容。',
    '文件是空的，请选择一张照片。',
    '请确认已选择文件并已读取。',
  ],
  [CODES.DOWNLOAD_FAILED]: {
    origin: [
      '该地址所在的源不允许获取图片。',
      '无法获取这张照片。请先保存为文件，再选择该文件。',
      '请在 `imageOrigins` 中列出该源，其服务器须允许 CORS。',
    ],
    address: ['该文本不是地址。', '这不是照片的地址。', '请提供完整的 URL 或页面内的路径。'],
    network: [
      '没有收到内容，或内容不完整。',
      '无法获取照片，请检查网络。',
      '请重试。不接受重定向，时限为十秒。',
    ],
    status: ['服务器返回了错误。', '照片已不存在。', '请在浏览器中打开该地址。'],
    too_large: [
      '文件字节数超过 [上限](../../reference/api.md#limits)。',
      '这张照片太大，请使用较小的照片。',
      '请提供较小的副本。',
    ],
  },
  [CODES.SAME_FACE]: [
    '图片与此人已有的一张几乎相同。',
    '这张照片已经有了，请换一张不同的。',
    '请提供不同时间拍摄的照片。此错误码出现在 `ret_codes` 中。',
  ],
  [CODES.NOT_A_PICTURE]: {
    format: [
      '这些字节不属于 mien 支持的任何图片格式。',
      '这不是照片，请使用 JPEG 或 PNG 文件。',
      '请转换为 JPEG、PNG、WebP、AVIF、BMP 或 GIF。不支持 HEIC。',
    ],
    animated: ['图片有多帧。', '这是动图，请使用静态图片。', '请提供其中一帧。'],
    text: [
      '文本既不是图片也不是地址，或地址过长。',
      NOT_YOUR_FAULT,
      '请提供 Blob、base64，或不超过 2,048 个字符的地址。',
    ],
    type: [
      '该值的类型不含图片。',
      NOT_YOUR_FAULT,
      '请提供 Blob、canvas、ImageData 等（[快速开始](quick-start.md#得到验证结果)）。',
    ],
  },
} satisfies Partial<AdviceTable>;
