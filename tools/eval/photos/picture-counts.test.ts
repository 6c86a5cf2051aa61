import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readCountedPictures } from './picture-counts';

function list(text: string): { folder: string; csv: string } {
  const folder = mkdtempSync(join(tmpdir(), 'mien-list-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'list.csv'), text);
  return { folder, csv: join(folder, 'list.csv') };
}

it('reads columns by name, and fields with commas', () => {
  const { folder, csv } = list('note,faces,file,category\n"a, b",3,many/x.jpg,many\n,,y.jpg,noface\n');
  expect(readCountedPictures(csv)).toEqual([
    { file: join(folder, 'many/x.jpg'), category: 'many', expect: '', faces: '3' },
    { file: join(folder, 'y.jpg'), category: 'noface', expect: '', faces: '' },
  ]);
});

it('says which column is missing', () => {
  expect(() => readCountedPictures(list('file,category\nx.jpg,many\n').csv)).toThrow(/no column "faces"/);
});
