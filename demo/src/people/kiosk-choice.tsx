import { useState } from 'preact/hooks';
import type { FaceEngine } from '../../../src';
import { messages } from '../i18n';
import { addressOf } from '../state/route';
import { useGroups } from './use-groups';

/** Whom the kiosk greets. What comes of it is an address, which can be kept. */
export function KioskChoice({ engine }: { engine: FaceEngine }) {
  const { kiosk, people: words } = messages.value;
  const groups = useGroups(engine);
  const [chosen, setChosen] = useState<string>();
  const [living, setLiving] = useState(false);
  if (groups === undefined) return null;
  const group = groups.find((each) => each === chosen) ?? groups[0];
  if (group === undefined)
    return (
      <p>
        {kiosk.nobody} <a href={addressOf('people')}>{kiosk.addPeople}</a>
      </p>
    );
  return (
    <>
      <label>
        {words.group}
        <select value={group} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
          {groups.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={living}
          onChange={({ currentTarget }) => setLiving(currentTarget.checked)}
        />
        {kiosk.living}
      </label>
      <a class="button" href={addressOf('kiosk', { group, ...(living && { living: 'yes' }) })}>
        {kiosk.open}
      </a>
      <p class="hint">{kiosk.ways}</p>
    </>
  );
}
