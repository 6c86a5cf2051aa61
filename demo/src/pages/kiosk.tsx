import { messages } from '../i18n';
import { KioskChoice } from '../people/kiosk-choice';
import { parameters } from '../state/route';
import { WithEngine } from '../ui/engine-wait';
import { Greeter } from './kiosk/greeter';

/** For a screen at a door: "#/kiosk?group=staff", with "&living=yes" only for who moves when asked to. */
export default function KioskPage() {
  const { kiosk } = messages.value;
  const group = parameters.value.get('group') ?? '';
  const living = parameters.value.has('living');
  return (
    <WithEngine>
      {(engine) =>
        group === '' ? (
          <section class="card">
            <p class="lead">{kiosk.lead}</p>
            <KioskChoice engine={engine} />
          </section>
        ) : (
          <Greeter key={group} engine={engine} group={group} living={living} />
        )
      }
    </WithEngine>
  );
}
