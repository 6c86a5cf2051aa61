import type { VerifyData, VerifyDetail } from '../../src';
import { byId, make } from './dom';
import { qualityWords } from './quality-words';

const panel = byId('result', HTMLElement);
const bar = byId('result-bar', SVGRectElement);
const threshold = byId('result-threshold', SVGRectElement);
const confidence = byId('result-confidence', HTMLElement);
const numbers = byId('result-numbers', HTMLDListElement);

/** The figures behind a verdict. */
export function showResult(answer: VerifyData & { detail: VerifyDetail }): void {
  const { detail } = answer;
  bar.setAttribute('width', answer.confidence.toFixed(2));
  bar.setAttribute('class', answer.ismatch ? 'match' : 'no-match');
  threshold.setAttribute('x', String(detail.matchConfidence));
  confidence.textContent = `Confidence ${answer.confidence.toFixed(1)} of 100; from ${detail.matchConfidence} it counts as a match.`;
  const stages = ['decode', 'detect', 'align', 'embed', 'match'] as const;
  numbers.replaceChildren(
    ...entry('Similarity', detail.similarity.toFixed(3)),
    ...entry('Compared with', detail.compared === 1 ? '1 face' : `${detail.compared} faces`),
    ...entry('Photo', qualityWords(detail.quality)),
    ...entry('Time', `${ms(detail.timingsMs.total)} in all`),
    ...entry('Stages', stages.map((stage) => `${stage} ${ms(detail.timingsMs[stage])}`).join(', ')),
    ...entry('Ran on', detail.backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'),
  );
  panel.hidden = false;
}

export function hideResult(): void {
  panel.hidden = true;
}

function entry(term: string, value: string): [HTMLElement, HTMLElement] {
  return [make('dt', {}, term), make('dd', {}, value)];
}

/** Tenths only where they say something. */
function ms(time: number): string {
  return `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
}
