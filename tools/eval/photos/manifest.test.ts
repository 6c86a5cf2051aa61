import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MANIFEST_PATH } from '../../../models/build';
import type { ModelManifest } from '../../../src/protocol';
import { writeMeasured, writePassive } from './manifest';

it('writes the manifest the way the formatter does, so that only what was measured changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mien-manifest-'));
  const file = join(folder, 'manifest.json');
  try {
    const before = readFileSync(MANIFEST_PATH, 'utf8');
    const { embedders, passive } = JSON.parse(before) as ModelManifest;
    const [{ id, calibration }] = embedders;
    writeFileSync(file, before);
    writeMeasured(id, { calibration }, file);
    expect(readFileSync(file, 'utf8')).toBe(before);
    writePassive(passive.calibration, file);
    expect(readFileSync(file, 'utf8')).toBe(before);
    writeMeasured(id, { calibration: { ...calibration, data: 'other photos' } }, file);
    const data = `"data": ${JSON.stringify(calibration.data)}`;
    expect(readFileSync(file, 'utf8')).toBe(before.replace(data, '"data": "other photos"'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
