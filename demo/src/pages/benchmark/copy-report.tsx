import { useState } from 'preact/hooks';
import { markdown as markdownOf, type Table } from '../../../../tools/tables';
import { messages } from '../../i18n';
import { Message, type Said } from '../../ui/message';

interface CopyReportProps {
  readonly env: string;
  readonly rows: readonly object[];
  readonly tables: readonly Table[];
}

/** A result to be sent to somebody: the commands' own shape, or Markdown. */
export function CopyReport({ env, rows, tables }: CopyReportProps) {
  const { benchmark: words } = messages.value;
  const [said, say] = useState<Said>();
  const [text, setText] = useState<string>();
  const copy = async (report: string) => {
    try {
      await navigator.clipboard.writeText(report);
      setText(undefined);
      say({ text: words.copied });
    } catch {
      setText(report);
      say({ text: words.notCopied, kind: 'bad' });
    }
  };
  const markdown = () =>
    [env, '', ...tables.flatMap((table) => [markdownOf(table, 'numbers'), ''])].join('\n');
  return (
    <>
      <p class="hint">{env}</p>
      <div class="row">
        <button type="button" onClick={() => void copy(JSON.stringify({ env, rows, bars: [] }, null, 2))}>
          {words.copyJson}
        </button>
        <button type="button" onClick={() => void copy(markdown())}>
          {words.copyMarkdown}
        </button>
      </div>
      <Message said={said} />
      {text !== undefined && <textarea readOnly rows={8} value={text} aria-label={words.copyMarkdown} />}
    </>
  );
}
