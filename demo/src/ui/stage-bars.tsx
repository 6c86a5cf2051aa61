import { messages, number } from '../i18n';

type Stage = 'decode' | 'detect' | 'align' | 'embed' | 'match';

const STAGES: readonly Stage[] = ['decode', 'detect', 'align', 'embed', 'match'];

/** Where the milliseconds of one verification went; what no stage has is the way between the threads. */
export function StageBars({ stages, total }: { stages: Readonly<Record<Stage, number>>; total: number }) {
  const { verify } = messages.value;
  const known = STAGES.reduce((sum, stage) => sum + stages[stage], 0);
  const rows = [
    ...STAGES.map((stage) => [verify.stage[stage], stages[stage]] as const),
    [verify.stage.rest, Math.max(0, total - known)] as const,
  ];
  return (
    <table class="stages">
      <caption>{verify.stages}</caption>
      <tbody>
        {rows.map(([name, ms]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <meter min={0} max={total} value={ms} aria-hidden="true" />
            </td>
            <td class="number">{number(ms, ms < 10 ? 1 : 0)} ms</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
