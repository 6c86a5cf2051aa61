import { messages } from '../i18n';
import { fleet } from '../state/fleet';
import { WithEngine } from '../ui/engine-wait';
import { Membership } from './fleet/membership';
import { Outside } from './fleet/outside';
import './fleet/fleet.css';

/** People whom several devices share: joining, who there is, and how far each is. */
export default function FleetPage() {
  const { fleet: words } = messages.value;
  const member = fleet.value;
  return (
    <>
      <p class="lead">{words.lead}</p>
      <WithEngine meanwhile={words.meanwhile}>
        {() => (member === undefined ? <Outside /> : <Membership fleet={member} />)}
      </WithEngine>
    </>
  );
}
