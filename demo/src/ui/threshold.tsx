import { messages, number } from '../i18n';

export interface ThresholdProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** confidence = 40 − 10·log10(FMR), from FMR 0.1 to 1e-5 (docs/measured/accuracy.md). */
function falseMatchRate(confidence: number): number {
  return 10 ** ((40 - confidence) / 10);
}

/** From which confidence two faces count as one person's, and what that means. */
export function Threshold({ label, value, onChange }: ThresholdProps) {
  const { verify } = messages.value;
  return (
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
      <span class="hint">{verify.thresholdHint(number(1 / falseMatchRate(value)))}</span>
    </label>
  );
}
