import { CODES } from '../../src/protocol';
import type { AdviceTable } from './advice';

const NOT_YOUR_FAULT = '此页面有问题，请告知网站管理者。';
const ANOTHER_PHOTO = '请换一张照片。';
const TRY_AGAIN = '操作未成功，请重试。';
const OLD_CLIENT = '请修正请求或客户端的签名方式。';

export const chinese: AdviceTable = {
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
    '所调用的是 `shape` 或 `livedetectpicture`，mien 不提供。',
    NOT_YOUR_FAULT,
    '请移除该调用。',
  ],
  [CODES.INTERNAL]: {
    closed: ['引擎已关闭。', '请重新加载页面。', '请创建新的引擎；`close()` 之后不要再调用。'],
    timeout: [
      '在 `timeoutMs` 内没有结果，或工作线程启动过慢。',
      '用时过长，请重试。',
      '请重试；设备或网络较慢时，请放宽时限。',
    ],
    worker_lost: [
      '工作线程在调用期间出错或终止。',
      TRY_AGAIN,
      '请重试：下一次调用会启动新的线程。写入可能已经完成，重复之前请先读取。',
    ],
    out_of_memory: [
      '浏览器无法提供更多内存。',
      '设备内存不足，请关闭其他页面后重试。',
      '请使用较小的图片，并将 `visionWorkers` 设为 1。',
    ],
    assets: [
      '资源文件夹中有文件缺失或不匹配（`data.url`），或 `assets` 不是地址。',
      NOT_YOUR_FAULT,
      '请提供已安装版本的 `dist/assets`。请在浏览器中打开 `data.url`：常见情况是返回了 404 页面。',
    ],
    option: [
      '`model`、`imageOrigins` 或采集元素的 `engine` 指向不存在的内容。',
      NOT_YOUR_FAULT,
      '请修正该选项，`detail` 会指明。可选模型需先安装。',
    ],
    policy: [
      '页面的安全策略或来源不允许该工作线程。',
      NOT_YOUR_FAULT,
      '请从页面自己的源提供资源，并允许 `worker-src` 和 `trusted-types mien`（[安全响应头](security-headers.md)）。',
    ],
    unsupported: [
      '浏览器或页面的提供方式缺少 mien 所需的功能。',
      '此浏览器过旧，请使用较新的浏览器。',
      '请通过 https 提供页面。所需功能见 [浏览器](../../reference/options.md#browsers)。',
    ],
    pixels: [
      '浏览器为防止指纹识别而改动了页面读取的像素。',
      '您的浏览器不让此页面读取图片，请允许本站读取画布数据。',
      '请告知用户该设置，`detail` 中有名称。Tor 浏览器无法支持。',
    ],
    no_bridge: [
      '没有能应答 v1 请求的 Service Worker 控制此页面。',
      '请重新加载页面。',
      '请注册 Service Worker，并将其放在包含该页面的目录（[v1 传输](../../reference/wire.md)）。',
    ],
    unexpected: ['发生了 mien 未预料的情况。', TRY_AGAIN, '请连同 `error.cause` 一起报告。'],
  },
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
      '该对象没有像素：已被转移、移走、尚未加载，或来自其他源。',
      TRY_AGAIN,
      '请等 `<img>` 或 `<video>` 加载完成。来自其他源的图片请以 Blob 传入。',
    ],
    too_large: [
      '图片的字节、像素、扫描遍数或分段数超过 [上限](../../reference/api.md#limits)。',
      '这张照片太大，请使用较小的照片。',
      '请先缩小图片。',
    ],
    megapixels: [
      '图片的像素数超过此浏览器的解码能力，其他浏览器可以更多。',
      '这张照片对此浏览器来说太大，请使用较小的照片。',
      '请先缩小图片。',
    ],
  },
  [CODES.UNUSABLE_FACE]: {
    quality: [
      '人脸质量不足以登记：过小、模糊、过暗等（`data.reasons`）。',
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
  },
  [CODES.STORAGE]: {
    full: [
      '磁盘或浏览器分配给本站的空间已满。没有任何更改。',
      '空间不足，请释放空间后重试。',
      '`navigator.storage.estimate()` 可查看已用空间。',
    ],
    locked: ['资料库设有口令，尚未提供。', '请输入口令。', '请调用 `unlock(passphrase)`。'],
    busy: [
      '另一个标签页写入过久，或刚刚更换了密钥。',
      '另一个标签页正忙，请重试。',
      '请在另一个标签页完成后重试。',
    ],
    damaged: [
      '某条记录与 mien 写入的不符。如能确定，`data.person_id` 指明属于谁。',
      '您的数据已损坏，需要重新登记。',
      '请删除此人并重新登记。`checkGallery()` 会列出所有损坏。',
    ],
    failed: [
      '浏览器的数据库无法工作。',
      '此浏览器不保存数据，请退出无痕浏览后重试。',
      '请重试，并查看 `error.cause`。',
    ],
  },
  [CODES.EMPTY_PICTURE]: [
    '没有图片，或图片没有内容。',
    '文件是空的，请选择一张照片。',
    '请确认已选择文件并已读取。',
  ],
  [CODES.PARAMETER_EMPTY]: [
    '缺少必填字段，或该字段为空。',
    '请填写每一项。',
    '请提供 `detail` 中指出的字段。',
  ],
  [CODES.PERSON_EXISTS]: [
    '该 `person_id` 已被使用。',
    '您已登记。',
    '同一人的其他照片请用 `addface` 添加，否则请换一个编号。',
  ],
  [CODES.NO_PERSON]: [
    '此资料库中没有这个人。',
    '您尚未在此登记。',
    '请先登记。请检查 `appid`：每个 appid 有自己的资料库。',
  ],
  [CODES.PARAMETER_TOO_LONG]: [
    '编号、文本或列表超过 [上限](../../reference/api.md#limits)。',
    '文本过长，请缩短。',
    '请缩短。按字节计算，而不是按字符。',
  ],
  [CODES.FACE_NOT_ENROLLED]: [
    '没有这张人脸，或此人没有人脸。',
    '您在此还没有照片，请添加一张。',
    '请调用 `addface`。',
  ],
  [CODES.NO_GROUP]: [
    '没有这个分组，或此人不在其中。',
    '尚未登记任何人。',
    '有人时分组才存在：请将某人登记到该分组。',
  ],
  [CODES.NO_GROUP_OF_LIST]: [
    '要搜索的分组都不存在。',
    '尚未登记任何人。',
    '有人时分组才存在：请将某人登记到分组中。',
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
  [CODES.TOO_MANY_FACES]: [
    '此人已有 20 张人脸，已达上限。',
    '您的照片已足够，添加前请先删除一张。',
    '请用 `delface` 删除。',
  ],
  [CODES.TOO_MANY_PERSONS]: [
    '该分组已有 20,000 人，已达上限。',
    '无法容纳更多人。',
    '请使用多个分组，并一起搜索。',
  ],
  [CODES.TOO_MANY_GROUPS]: [
    '该 appid 已有 5,000 个分组，已达上限。',
    '无法容纳更多分组。',
    '请删除分组，或使用另一个 appid。',
  ],
  [CODES.SAME_FACE]: [
    '图片与此人已有的一张几乎相同。',
    '这张照片已经有了，请换一张不同的。',
    '请提供不同时间拍摄的照片。此错误码出现在 `ret_codes` 中。',
  ],
  [CODES.PARAMETER_INVALID]: {
    id: [
      '编号含有字母、数字和 `-%@#&_` 以外的字符，或不是文本；或列表不是列表。',
      '名称中有不能使用的字符。',
      '请自行生成编号，将姓名放入 `person_name`。',
    ],
    text: ['姓名或备注不是文本。', NOT_YOUR_FAULT, '请传入字符串。'],
    option: ['某个选项或字段的取值无效。', NOT_YOUR_FAULT, '请修正，`detail` 会说明有哪些取值。'],
    passphrase: [
      '口令错误；若为文件，也可能是开头部分损坏。',
      '口令错误。',
      '请重新询问。忘记的口令无法找回。',
    ],
    short_passphrase: ['新口令的长度小于 `minPassphraseLength`。', '口令太短。', '请使用更长的口令。'],
    no_passphrase: ['资料库没有口令，无法锁定或解锁。', '尚未设置口令。', '请先调用 `setPassphrase`。'],
    file: [
      '要导入的内容无法读取，或已被读取过。',
      '无法读取文件，请重新选择。',
      '请传入 Blob，或尚未读取的流。',
    ],
    archive: [
      '该文件不是 mien 生成的、不完整、已损坏，或来自更新的版本。',
      '无法导入此文件。',
      '请使用该文件的其他副本，或更新 mien。',
    ],
  },
  [CODES.NOT_A_PICTURE]: {
    format: [
      '内容不是 mien 认识的图片格式。',
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
      '请提供 Blob、canvas、ImageData 等（[快速开始](quick-start.md)）。',
    ],
  },
};
