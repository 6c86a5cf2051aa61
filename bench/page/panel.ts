import { markdown, plain, type Table } from '../../tools/tables';
import { barTable, type Report } from '../lib';

interface Running {
  /** Shows a result, also one that is not finished. */
  readonly show: (report: Report) => void;
  /** Says how far it is; `part` of 1, where that is known. */
  readonly tell: (line: string, part?: number) => void;
  /** Whether the section's checkbox of that name is checked. */
  readonly checked: (name: string) => boolean;
}

/** Makes the section of that id measure when its button is pressed; what it shows can be copied. */
export function offer(id: string, measure: (running: Running) => Promise<void>): void {
  const section = document.querySelector(`#${id}`);
  const find = <T extends Element>(selector: string) => section?.querySelector<T>(selector);
  const button = find<HTMLButtonElement>('button.run');
  const output = find('pre');
  const status = find('[role=status]');
  const progress = find<HTMLProgressElement>('progress');
  let last: Report | undefined;
  const say = (text: string) => {
    if (status) status.textContent = text;
  };
  const running: Running = {
    show: (report) => {
      last = report;
      if (output) output.textContent = text(report, plain);
    },
    tell: (line, part) => {
      say(line);
      if (!progress) return;
      if (part === undefined) progress.removeAttribute('value');
      else progress.value = part;
    },
    checked: (name) => find<HTMLInputElement>(`input[name=${name}]`)?.checked ?? false,
  };
  button?.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await measure(running);
      running.tell('Done.', 1);
    } catch (error) {
      running.tell(String(error), 0);
    }
    button.disabled = false;
  });
  const copy = (kind: string, written: (report: Report) => string) =>
    find(`button.${kind}`)?.addEventListener('click', () => {
      if (last === undefined) return say('Measure first.');
      navigator.clipboard.writeText(written(last)).then(
        () => say('Copied.'),
        () => say('The browser did not allow copying.'),
      );
    });
  copy('json', ({ env, rows, bars }) => JSON.stringify({ env, rows, bars }));
  copy('markdown', (report) => text(report, (table) => markdown(table, 'numbers')));
}

function text({ env, tables, bars }: Report, written: (table: Table) => string): string {
  return [env, '', ...[...tables, barTable(bars)].flatMap((table) => [written(table), ''])].join('\n');
}
