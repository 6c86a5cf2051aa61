import { CODES } from '../../../src/protocol';
import type { AdviceTable } from '../advice';
import { NOT_YOUR_FAULT, TRY_AGAIN } from './phrases';

export const engine = {
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
      '请重试：下一次调用会启动新的线程。写入可能已经完成，也可能没有；再次写入之前请先读取。',
    ],
    out_of_memory: [
      '浏览器无法提供更多内存。',
      '设备内存不足，请关闭其他页面后重试。',
      '请使用较小的图片，并将 `visionWorkers` 设为 1。',
    ],
    assets: [
      '资源文件夹中有文件缺失或不匹配（`data.url`），或 `assets` 不是地址。',
      NOT_YOUR_FAULT,
      '请提供与所安装版本一致的 `dist/assets`，并在浏览器中打开 `data.url`：返回的往往是 404 页面。',
    ],
    option: [
      '`model`、`imageOrigins` 或采集元素的 `engine` 指向不存在的内容。',
      NOT_YOUR_FAULT,
      '请修正该选项；是哪个选项，`detail` 会指明。可选模型需先安装。',
    ],
    policy: [
      '页面的安全策略或所在的源不允许启动该工作线程。',
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
      '请告诉用户是哪项设置：`detail` 中有它的名称。无法支持 Tor 浏览器。',
    ],
    no_bridge: [
      '没有能应答 v1 请求的 Service Worker 控制此页面。',
      '请重新加载页面。',
      '请注册 Service Worker，并从包含该页面的目录提供它（[v1 传输](../../reference/wire.md)）。',
    ],
    fleet: [
      '此人脸库所属设备群的调用失败，原因见 `data.fleet`。',
      '目前无法联系其他设备，或此设备无权执行该操作。',
      '请查看 `data.fleet`（[设备群](fleet.md)）。没有服务器时比对仍可进行。',
    ],
    unexpected: ['发生了 mien 未预料的情况。', TRY_AGAIN, '请连同 `error.cause` 一起报告。'],
  },
  [CODES.STORAGE]: {
    full: [
      '磁盘或浏览器分配给本站的空间已满。没有任何更改。',
      '空间不足，请释放空间后重试。',
      '请调用 `navigator.storage.estimate()` 查看已用空间。',
    ],
    locked: ['人脸库设有口令，但尚未提供。', '请输入口令。', '请调用 `unlock(passphrase)`。'],
    busy: [
      '另一个标签页写入过久，或刚刚更换了密钥。',
      '另一个标签页正忙，请重试。',
      '请在另一个标签页完成后重试。',
    ],
    damaged: [
      '某条记录与 mien 写入的不符。如能确定，`data.person_id` 指明属于谁。',
      '您的数据已损坏，需要重新登记。',
      '请删除此人并重新登记。`checkGallery()` 会列出所有损坏的记录。',
    ],
    stale: [
      '此设备未收到设备群消息的时间已超过 `maxStaleMs`。',
      '此设备离线过久，请联网后重试。',
      '请让设备联网。在得知其他设备删除了谁之前，不会比对任何人（[设备群](fleet.md)）。',
    ],
    failed: [
      '浏览器的数据库无法工作。',
      '此浏览器不保存数据，请退出无痕浏览后重试。',
      '请重试，并查看 `error.cause`。',
    ],
  },
} satisfies Partial<AdviceTable>;
