import type { Messages } from '../en';

export const shell: Pick<Messages, 'app' | 'pages' | 'engine' | 'offline'> = {
  app: {
    title: 'mien：在本机上进行人脸验证',
    claim: '在本机上进行人脸验证。照片不会离开此设备，也不会被保存。',
    skip: '跳到内容',
    pages: '页面',
    docs: '文档',
    language: '语言',
    theme: '主题',
    themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
    samplesBy: '示例照片：@vladmandic/face-api（MIT）。',
  },
  pages: {
    verify: '验证',
    people: '人员',
    identify: '识别',
    explore: '探索',
    benchmark: '测速',
    api: '接口',
    about: '关于',
  },
  engine: {
    loading: '正在加载人脸模型',
    bytes: (loaded, total) => `${loaded} / ${total} MB`,
    starting: '正在启动人脸模型',
    retry: '重试',
  },
  offline: {
    preparing: '正在准备离线使用',
    ready: '可离线使用',
    failed: '尚不能离线使用',
    unavailable: '只能联网使用',
    explain: {
      preparing: '正在将文件保存到此浏览器。',
      ready: '没有网络时，这些页面的所有功能也都能使用。',
      failed: '浏览器没有空间保存文件，或拒绝保存。',
      unavailable: '此浏览器窗口不保存网页。',
    },
    update: '新版本已准备好。',
    updateNow: '重启以使用新版本',
    updateElsewhere: '另一个标签页已启动新版本。完成当前操作后，请重新加载此页。',
  },
};
