import { messages } from '../../i18n';
import type { Person } from '../../people/people';
import { useEngine } from '../../people/use-people';

interface PersonGroupsProps {
  readonly person: Person;
  readonly onChanged: () => void;
  readonly onError: (error: unknown) => void;
}

export function PersonGroups({ person, onChanged, onError }: PersonGroupsProps) {
  const engine = useEngine();
  const { people: words } = messages.value;
  const change = (call: Promise<unknown>) => call.then(onChanged, onError);
  const join = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const group = String(new FormData(form).get('group') ?? '').trim();
    void change(engine.addgroupids({ person_id: person.id, group_ids: [group] }).then(() => form.reset()));
  };
  return (
    <div class="stack">
      <h3>{words.groupsOf}</h3>
      <ul class="tags">
        {person.groups.map((group) => (
          <li key={group}>
            {group}
            <button
              type="button"
              class="small"
              aria-label={words.leave(group)}
              onClick={() => change(engine.delgroupids({ person_id: person.id, group_ids: [group] }))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <form class="row" onSubmit={join}>
        <label>
          {words.joinGroup}
          <input name="group" maxLength={64} autocomplete="off" />
        </label>
        <button type="submit">{words.join}</button>
      </form>
      <p class="hint">{words.groupRule}</p>
    </div>
  );
}
