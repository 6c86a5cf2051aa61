import type { Page } from 'playwright-core';
import type { DetectedFace, FaceQuality } from '../../../src';

/** One way to make a photo worse. Lengths are relative to the face, so that every face suffers alike. */
export interface Damage {
  readonly name: string;
  /** What the damage is meant to show in. */
  readonly measure: 'eyeDistance' | 'blur' | 'brightness' | 'contrast' | 'visible' | 'score' | 'none';
  /** The picture is reduced until the eyes are so many px apart. */
  readonly eyes?: number;
  /** Standard deviation of a Gaussian blur, eye distances. */
  readonly blur?: number;
  readonly brightness?: number;
  readonly contrast?: number;
  /** JPEG quality 0…1; PNG otherwise. */
  readonly jpeg?: number;
  /** Cut off on the left until this share of the face's box is left. */
  readonly visible?: number;
  /** Covers the face from the middle between nose and eyes downwards. */
  readonly covered?: boolean;
}

export const DAMAGES: readonly Damage[] = [
  { name: 'as it is', measure: 'none' },
  ...[32, 24, 20, 18, 16, 14, 12, 10, 8].map((eyes) => ({
    name: `${eyes} px between the eyes`,
    measure: 'eyeDistance' as const,
    eyes,
  })),
  ...[0.03, 0.06, 0.09, 0.12, 0.15, 0.2].map((blur) => ({
    name: `blurred by ${blur} eye distances`,
    measure: 'blur' as const,
    blur,
  })),
  ...[0.5, 0.25, 0.12, 0.06, 0.03, 2, 3, 5].map((brightness) => ({
    name: `brightness × ${brightness}`,
    measure: 'brightness' as const,
    brightness,
  })),
  ...[0.5, 0.25, 0.12, 0.06].map((contrast) => ({
    name: `contrast × ${contrast}`,
    measure: 'contrast' as const,
    contrast,
  })),
  ...[0.4, 0.2, 0.1, 0.05].map((jpeg) => ({ name: `JPEG ${jpeg}`, measure: 'none' as const, jpeg })),
  ...[0.9, 0.8, 0.7, 0.6, 0.5].map((visible) => ({
    name: `${visible * 100} % of the face visible`,
    measure: 'visible' as const,
    visible,
  })),
  { name: 'mouth and nose covered', measure: 'score', covered: true },
];

export interface Seen {
  readonly template: number[];
  readonly face: DetectedFace;
  readonly quality: FaceQuality;
}

declare global {
  var damaged: (photo: Blob, damage: Damage, face: DetectedFace) => Promise<Blob>;
  var seen: (picture: Blob) => Promise<Seen | null>;
}

/** Starts an engine in a page of `openEnginePage` and gives the page the two functions above. */
export async function prepareQualityTab(page: Page, model: string | undefined): Promise<void> {
  await page.evaluate(async (model) => {
    const options = { assets: '/mien/', appid: 'eval', threads: 1, backend: 'wasm' } as const;
    const engine = await mien.createEngine({ ...options, timeoutMs: 120_000, ...(model ? { model } : {}) });
    globalThis.seen = async (picture) => {
      try {
        const { template, face, quality } = await engine.extract(picture);
        return { template: [...template], face, quality };
      } catch (error) {
        const { code } = error as { code?: number };
        if (code !== mien.CODES.NO_FACE && code !== mien.CODES.UNUSABLE_FACE) throw error;
        return null;
      }
    };
    globalThis.damaged = async (photo, damage, face) => {
      const original = await createImageBitmap(photo);
      const { rightEye, leftEye, noseTip } = face.landmarks;
      const eyes = Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y);
      const cut = damage.visible === undefined ? 0 : face.box.x + (1 - damage.visible) * face.box.width;
      const scale = damage.eyes === undefined ? 1 : damage.eyes / eyes;
      const canvas = new OffscreenCanvas(
        Math.max(1, Math.round((original.width - cut) * scale)),
        Math.max(1, Math.round(original.height * scale)),
      );
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no 2d canvas');
      context.imageSmoothingQuality = 'high';
      context.filter = [
        damage.blur === undefined ? '' : `blur(${damage.blur * eyes * scale}px)`,
        damage.brightness === undefined ? '' : `brightness(${damage.brightness})`,
        damage.contrast === undefined ? '' : `contrast(${damage.contrast})`,
      ].join(' ');
      context.scale(scale, scale);
      context.drawImage(original, -cut, 0);
      if (damage.covered) {
        const { x, width } = face.box;
        context.fillStyle = 'steelblue';
        context.fillRect(x - cut, (noseTip.y + (rightEye.y + leftEye.y) / 2) / 2, width, original.height);
      }
      original.close();
      return canvas.convertToBlob(
        damage.jpeg === undefined ? { type: 'image/png' } : { type: 'image/jpeg', quality: damage.jpeg },
      );
    };
  }, model);
}
