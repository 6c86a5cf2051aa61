import type { Messages } from '../en';

export const about: Messages['about'] = {
  lead: '这里保存了什么，什么会离开此设备，以及用到了哪些模型和代码。',
  privacy: '隐私',
  stored:
    '加密保存在此浏览器中：模板（每张人脸 192 个数）、人脸框与姿态、姓名、分组和编号。照片从不保存。打开了相应的开关时，会为每人保存一张小头像。',
  leaves: '没有任何内容会离开此设备。页面不会访问其他网站；首次访问后无需网络。',
  protects:
    '默认情况下密钥也在此浏览器中：可以防止数据被随手看到或随导出泄露，但防不住本站的脚本，也防不住复制了浏览器配置文件的人。设置口令可以保护副本。',
  limits: '翻拍的照片也会匹配。“验证”页上的真人检查会增加难度，但没有办法完全杜绝。',
  running: '运行情况',
  model: '模型',
  backend: '计算后端',
  threads: (n) => `${n} 个线程`,
  loaded: '模型加载用时',
  gallery: '人脸库',
  device: '由此浏览器的密钥打开',
  passphrase: '由口令打开',
  persisted: '磁盘满时保留',
  yes: '是',
  no: '否',
  unknown: '未知',
  used: '占用空间',
  versions: '版本',
  models: '模型',
  source: '来源',
  licence: '许可',
  licences: '此页面代码的许可',
  install: '安装为应用',
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
};
