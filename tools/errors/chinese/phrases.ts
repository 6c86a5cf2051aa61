export const NOT_YOUR_FAULT = '此页面有问题，请联系网站管理员。';
export const ANOTHER_PHOTO = '请换一张照片。';
export const TRY_AGAIN = '操作未成功，请重试。';
export const OLD_CLIENT = '请修正请求或客户端的签名方式。';
