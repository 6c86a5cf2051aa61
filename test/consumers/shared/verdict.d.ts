import type { FaceEngine } from 'mien';

export function verdict(engine: FaceEngine, pictures: readonly Blob[]): Promise<string>;
export function told(error: unknown): string;
