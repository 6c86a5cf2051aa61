import type { Messages } from '../en';

export const identify: Messages['identify'] = {
  lead: '照片里有谁？每张人脸都会与所有已登记的人比较。',
  group: '查找范围',
  threshold: '达到此置信度才显示姓名',
  found: (n, named) => `找到 ${n} 张人脸，认出 ${named} 张。`,
  unknown: '这里不认得的人',
  face: (n) => `人脸 ${n}`,
  maybe: (name) => `不确定，可能是${name}`,
  comparing: (n) => `找到 ${n} 张人脸，正在查找是谁。`,
  notThis: '不对，这是……',
  whoIsThis: '这是……',
  thisIs: '记住',
  correctionHint: '这张人脸会添加给此人，然后重新查找所有人脸。',
  meanwhile: '此时可以先选择照片：模型就绪后会立即处理。',
  nobody: '尚未登记任何人：可以找到人脸，但没有可供比较的人员。',
};
