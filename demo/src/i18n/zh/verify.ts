import type { Messages } from '../en';

export const verify: Messages['verify'] = {
  lead: '检查照片里的人是不是指定的人。',
  person: '人员',
  nobody: '尚未登记任何人。',
  addSomeone: '先添加一个人',
  trySamples: '或用两位示例人员试一试',
  meanwhile: '此时可以先找一张照片，或为摄像头找好光线。',
  threshold: '判为“是”所需的置信度',
  confidence: '置信度',
  checked: '照片',
  living: '使用摄像头时：检查是否为真人',
  livingSeen: '摄像头前是真人。',
  enrolled: '最相似的已登记人脸',
  enrolledAlt: (yaw, pitch) => `已登记人脸的轮廓，侧转 ${yaw}°，上仰 ${pitch}°；其照片未被保存`,
  similarity: '相似度',
  compared: '比较对象',
  comparedWith: (n) => `${n} 张人脸`,
  quality: '照片质量',
  time: '用时',
  stages: '各步用时',
  ran: '运行环境',
  stage: {
    decode: '解码',
    detect: '查找人脸',
    align: '对齐',
    embed: '模板',
    match: '比较',
    rest: '消息传递',
  },
};

export const verdict: Messages['verdict'] = {
  sentences: {
    yes: (name) => `是，这是${name}。`,
    unsure: (name) => `不确定这是不是${name}。请在更好的光线下再拍一张。`,
    no: (name) => `不是，这不是${name}。`,
  },
  zones: { yes: '是', unsure: '不确定', no: '不是' },
  bar: {
    yes: '照片落在表示“是”的一段',
    unsure: '照片落在两条线之间：不确定',
    no: '照片落在表示“不是”的一段',
  },
  stranger: (n) => `陌生人约每尝试 ${n} 次才会通过一次。`,
  strictness: '要求多严格？',
  details: '详细数据',
  confidence: (confidence, yes, unsure) =>
    `${confidence}（最高 100，不是百分比）：达到 ${yes} 为“是”，达到 ${unsure} 为“不确定”`,
};
