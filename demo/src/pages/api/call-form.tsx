import { useId, useState } from 'preact/hooks';
import type { Route } from '../../../../src/http/contract';
import { messages } from '../../i18n';
import { APPID } from '../../state/engine';
import { FileField } from '../../ui/file-field';
import { loadGroup } from '../../ui/samples';
import { contractText } from './contract-text';
import { type Field, fieldsOf, isPicture } from './fields';
import type { Call } from './send';

interface CallFormProps {
  readonly route: Route;
  readonly onCall: (call: Call) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** What the pictures' inputs stand for until somebody chooses others. */
const SAMPLE = 3;

export function CallForm({ route, onCall, onError }: CallFormProps) {
  const { api, photo } = messages.value;
  const [busy, setBusy] = useState(false);
  const [sample, setSample] = useState(true);
  const fields = fieldsOf(route);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    try {
      const values: Call['values'][number][] = [];
      for (const field of fields) {
        const given = form
          .getAll(field.name)
          .filter((value) => (value instanceof File ? value.size > 0 : value !== ''));
        if (isPicture(field) && given.length === 0 && sample) given.push(await loadGroup(SAMPLE));
        if (given.length > 0) values.push({ field, given });
      }
      await onCall({ route, values });
    } catch (error) {
      onError(error);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={submit}>
      {fields.map((field) => (
        <FieldInput key={field.name} field={field} />
      ))}
      {fields.some(isPicture) && (
        <label class="check">
          <input
            type="checkbox"
            checked={sample}
            onChange={({ currentTarget }) => setSample(currentTarget.checked)}
          />
          {`${api.samplePicture} (${photo.sample(SAMPLE)})`}
        </label>
      )}
      <button type="submit" class="primary" disabled={busy}>
        {api.send}
      </button>
    </form>
  );
}

function FieldInput({ field }: { field: Field }) {
  const { api, photo } = messages.value;
  const { name, type, description, required } = field;
  const many = type.startsWith('Array');
  const id = useId();
  const label = (
    <>
      <code>{name}</code> <span class="hint">{`${type}, ${required ? api.required : api.optional}`}</span>
    </>
  );
  if (isPicture(field))
    return (
      <div class="field">
        <FileField
          label={label}
          spoken={name}
          choose={many ? photo.chooseMany : photo.choose}
          name={name}
          accept="image/*"
          multiple={many}
        />
        <span class="hint">{contractText(description)}</span>
      </div>
    );
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      <input id={id} name={name} autocomplete="off" defaultValue={name === 'appid' ? APPID : ''} />
      <span class="hint">{contractText(description)}</span>
      {many && <span class="hint">{api.listHint}</span>}
    </label>
  );
}
