import type { ComponentChildren, RefObject } from 'preact';
import { useId, useState } from 'preact/hooks';

interface FileFieldProps {
  /** What stands above the button, and in front of the input's name for who hears it. */
  readonly label: ComponentChildren;
  readonly spoken: string;
  /** What the button says. */
  readonly choose: string;
  readonly name: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly required?: boolean;
  readonly input?: RefObject<HTMLInputElement | null>;
}

/** Files for a form. The browser's own button would speak the browser's language, not the page's. */
export function FileField({ label, spoken, choose, input, ...attributes }: FileFieldProps) {
  const [chosen, setChosen] = useState('');
  const id = useId();
  return (
    <div class="field">
      <span>{label}</span>
      <div class="row">
        <label class="button">
          {choose}
          <input
            type="file"
            aria-label={`${spoken}: ${choose}`}
            aria-describedby={id}
            ref={input ?? null}
            onChange={({ currentTarget }) =>
              setChosen(Array.from(currentTarget.files ?? [], ({ name }) => name).join(', '))
            }
            {...attributes}
          />
        </label>
        <output id={id}>{chosen}</output>
      </div>
    </div>
  );
}
