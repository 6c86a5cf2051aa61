import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { NOT_YOUR_FAULT, OLD_CLIENT, TRY_AGAIN } from './phrases';

export const requests = {
  [CODES.BAD_REQUEST]: [
    'v1 请求的正文既不是 JSON 也不是 multipart，或已损坏、不完整；或者路径、方法未知。',
    NOT_YOUR_FAULT,
    '请对照 [v1 接口](../../reference/api.md#requests) 检查请求。',
  ],
  [CODES.SIGNATURE_EMPTY]: [
    '页面要求签名，而请求没有 `Authorization` 头。',
    NOT_YOUR_FAULT,
    '请为请求签名，或创建不带密钥的处理器。',
  ],
  [CODES.SIGNATURE_MALFORMED]: ['签名不是 base64、过短、缺少字段或自相矛盾。', NOT_YOUR_FAULT, OLD_CLIENT],
  [CODES.SIGNATURE_FOR_OTHER_APPID]: ['签名中的 appid 与请求不一致。', NOT_YOUR_FAULT, OLD_CLIENT],
  [CODES.SIGNATURE_EXPIRED]: [
    '签名已过期，或五分钟之后才生效。',
    '请检查此设备的时钟。',
    '请重新签名，并检查双方的时钟。',
  ],
  [CODES.UNKNOWN_APPID]: ['页面没有该 appid 的密钥。', NOT_YOUR_FAULT, '请将密钥加入处理器。'],
  [CODES.UNKNOWN_SECRET_ID]: ['页面不认识该密钥编号。', NOT_YOUR_FAULT, '请将密钥加入处理器。'],
  [CODES.SECRET_ID_OF_OTHER_APPID]: ['该密钥编号属于另一个 appid。', NOT_YOUR_FAULT, OLD_CLIENT],
  [CODES.SIGNATURE_REPLAYED]: [
    '一次性签名被再次使用。',
    TRY_AGAIN,
    '需要一次性签名的请求，每次都要重新签名。',
  ],
  [CODES.SIGNATURE_WRONG]: ['用密钥算不出这个签名。', NOT_YOUR_FAULT, '请核对密钥以及参与签名的字段顺序。'],
  [CODES.TOO_FREQUENT]: {
    busy: [
      '正在运行或等待的带图调用已达 `maxQueue` 的上限。',
      '请稍候。',
      '请等待某个调用结束，并减少同时发出的数量。',
    ],
    attempts: [
      '对某人的比较次数超过了 `attempts` 的限制。',
      '尝试次数过多，请稍后再试。',
      '请等待 `data.retryAfterMs`，并提供其他登录方式。',
    ],
  },
  [CODES.PARAMETER_TYPE]: [
    'v1 请求中某个字段的类型不对，或取值未知。',
    NOT_YOUR_FAULT,
    '请对照 [v1 接口](../../reference/api.md#endpoints) 检查该字段。',
  ],
  [CODES.REQUEST_TOO_LARGE]: [
    'v1 请求超过旧服务的上限：1.5 MiB，`livedetectpicture` 为 6 MiB。',
    '这张照片太大，请使用较小的照片。',
    '请先缩小图片再发送。引擎的方法可接受 64 MiB。',
  ],
  [CODES.UNSUPPORTED_ENDPOINT]: [
    '所调用的是 `livedetectpicture`，而它所需的网络未安装。',
    NOT_YOUR_FAULT,
    '请运行 `npm run mien -- models add minifasnet --from <文件夹或地址>`，再提供新的 `dist/assets`（[模型](models.md)）。',
  ],
  [CODES.PARAMETER_EMPTY]: [
    '缺少必填字段，或该字段为空。',
    '请填写每一项。',
    '请提供 `detail` 中指出的字段。',
  ],
  [CODES.PARAMETER_TOO_LONG]: [
    '编号、文本或列表超过 [上限](../../reference/api.md#limits)。',
    '文本过长，请缩短。',
    '请缩短。按字节计算，而不是按字符。',
  ],
  [CODES.PARAMETER_INVALID]: {
    id: [
      '编号含有字母、数字和 `-%@#&_` 以外的字符，或不是文本；或列表不是列表。',
      '名称中有不能使用的字符。',
      '请自行生成编号，将姓名放入 `person_name`。',
    ],
    text: ['姓名或备注不是文本。', NOT_YOUR_FAULT, '请传入字符串。'],
    option: ['某个选项或字段的取值无效。', NOT_YOUR_FAULT, '请修正：可用的取值见 `detail`。'],
    passphrase: [
      '口令错误；如果是文件，也可能是文件的开头部分已损坏。',
      '口令错误。',
      '请重新询问。忘记的口令无法找回。',
    ],
    short_passphrase: ['新口令的长度小于 `minPassphraseLength`。', '口令太短。', '请使用更长的口令。'],
    no_passphrase: ['人脸库没有口令，无法锁定或解锁。', '尚未设置口令。', '请先调用 `setPassphrase`。'],
    file: [
      '要导入的内容无法读取，或已被读取过。',
      '无法读取文件，请重新选择。',
      '请传入 Blob，或尚未读取的流。',
    ],
    consent: [
      '设置了 `requireConsent` 却没有给出 `consent`，或 `consent` 无效。',
      '此人尚未同意。',
      '请先征得本人同意，再把含四个字段的 `consent` 传给 `newperson`；对已注册的人员用 `setPersonTerms`。',
    ],
    archive: [
      '该文件不是 mien 生成的、不完整、已损坏，或来自更新的版本。',
      '无法导入此文件。',
      '请使用该文件的其他副本，或更新 mien。',
    ],
  },
} satisfies Partial<AdviceTable>;
