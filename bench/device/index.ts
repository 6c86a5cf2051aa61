import type { EngineInfo } from '../../src';

/** What a measurement in a page was made on, as far as the page may know. */
export function pageEnvironment({ threads, backend, runtime, model, versions }: EngineInfo): string {
  return [
    browserEnvironment(),
    `${model.model} on ${backend.active} by ${runtime}, threads ${threads}`,
    `onnxruntime ${versions.onnxruntime}, tfjs ${versions.tfjs}`,
  ].join('; ');
}

export function browserEnvironment(): string {
  const memory = 'deviceMemory' in navigator ? `, ${String(navigator.deviceMemory)} GB or more` : '';
  return [
    navigator.userAgent,
    `${navigator.hardwareConcurrency} cores${memory}`,
    crossOriginIsolated ? 'isolated' : 'not isolated',
    new Date().toISOString().slice(0, 10),
  ].join('; ');
}
