import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const README = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

it('is short, and has few numbers: everything else has a page', () => {
  expect(README.split(/\s+/).filter(Boolean).length).toBeLessThanOrEqual(800);
  expect(README.match(/\d+(?:[.,]\d+)*/g)?.length).toBeLessThanOrEqual(25);
});

it('has a quick start of about 20 lines', () => {
  const page = /```html\n([\s\S]*?)```/.exec(README)?.[1] ?? '';
  expect(page).toContain('<!doctype html>');
  expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
});
