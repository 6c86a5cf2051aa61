import type { Messages } from '../en';

export const api: Messages['api'] = {
  lead: '旧服务的接口，由此设备应答。选择一个接口，填写字段，看看发送了什么、返回了什么。',
  meanwhile: '此时可以先填写字段：调用会等待模型就绪。',
  endpoint: '接口',
  required: '必填',
  optional: '可选',
  listHint: '多个值用逗号分隔',
  send: '发送',
  request: '请求',
  answer: '响应',
  answered: (ms, by) => `${ms} 毫秒内响应，${by}`,
  byWorker: '经由 Service Worker',
  byPage: '由此页面应答，因为还没有 Service Worker 控制它',
  ok: '成功。',
  code: (code, message) => `代码 ${code}：${message}`,
  picture: (size) => `图片，${size}`,
  unsupported: '此接口存在，但在此设备上无法应答。',
  samplePicture: '使用示例照片',
};
