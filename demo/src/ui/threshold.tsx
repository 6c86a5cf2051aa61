import { messages, number } from '../i18n';
import { strangersPerPass } from './verdict';

export interface ThresholdProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** From which confidence two faces count as one person's, and what that means. */
export function Threshold({ label, value, onChange }: ThresholdProps) {
  const { verdict } = messages.value;
  return (
    <details class="strictness">
      <summary>{verdict.strictness}</summary>
      <label>
        <span>
          {label}: <output>{value}</output>
        </span>
        <input
          type="range"
          min="50"
          max="90"
          step="5"
          value={value}
          onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
        />
        <span class="hint">{verdict.stranger(number(strangersPerPass(value)))}</span>
      </label>
    </details>
  );
}
