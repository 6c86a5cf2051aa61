import { expect, it } from 'vitest';
import type { Audit } from './audit';
import { reportOf } from './report';

/** What Lighthouse would write of a visit with these scores. */
function auditOf(performance: number, accessibility: number, contrast = 1): Audit {
  const refs = [
    { id: 'color-contrast', weight: 7 },
    { id: 'hint', weight: 0 },
  ];
  const time = { title: 'First Contentful Paint', score: 1, numericValue: 1000 * performance };
  return {
    lighthouseVersion: '12.8.2',
    environment: { hostUserAgent: 'Mozilla/5.0 HeadlessChrome/156.0.1.2 Safari/537.36' },
    categories: {
      performance: { score: performance, auditRefs: [{ id: 'absent', weight: 1 }] },
      accessibility: { score: accessibility, auditRefs: refs },
      'best-practices': { score: 1, auditRefs: [] },
    },
    audits: {
      'first-contentful-paint': time,
      'color-contrast': { title: 'Contrast', score: contrast },
      hint: { title: 'Hint', score: 0 },
      absent: { title: 'Absent', score: null },
    },
  };
}

it('takes medians, and holds them against the bars', () => {
  const report = reportOf([auditOf(0.95, 1), auditOf(0.6, 1), auditOf(0.9, 0.99)]);
  expect(report.rows).toMatchObject([
    { category: 'performance', median: 90, lowest: 60, holds: true },
    { category: 'accessibility', median: 100, lowest: 99, holds: true },
    { category: 'best practices', median: 100, holds: true },
  ]);
  expect(report.chromium).toBe('156');
  expect(report.times[0]).toEqual({ title: 'First Contentful Paint', median: 900, unit: 'ms' });
  expect(reportOf([auditOf(0.89, 1)]).rows[0]).toMatchObject({ holds: false });
});

it('names what costs points in any of the runs, once, and nothing that costs none', () => {
  expect(reportOf([auditOf(1, 1), auditOf(1, 0.9, 0), auditOf(1, 0.9, 0)]).findings).toEqual([
    'accessibility: Contrast (color-contrast)',
  ]);
});
