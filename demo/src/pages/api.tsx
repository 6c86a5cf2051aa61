import { useState } from 'preact/hooks';
import { ROUTES } from '../../../src/http/contract';
import { messages } from '../i18n';
import { enginePhase, whenReady } from '../state/engine';
import { EngineWait } from '../ui/engine-wait';
import { Message, type Said } from '../ui/message';
import { sentenceFor } from '../ui/sentences';
import { CallForm } from './api/call-form';
import { contractText } from './api/contract-text';
import { Exchange } from './api/exchange';
import { type Call, type Exchanged, send } from './api/send';

export default function ApiPage() {
  const { api } = messages.value;
  const [name, setName] = useState('detect');
  const [exchanged, setExchanged] = useState<Exchanged>();
  const [said, say] = useState<Said>();
  const route = ROUTES.find((each) => each.name === name) ?? ROUTES[0];
  const call = async (made: Call) => {
    say(undefined);
    setExchanged(undefined);
    setExchanged(await send(made, await whenReady()));
  };
  const fail = (error: unknown) => say({ text: sentenceFor(error), kind: 'bad' });
  return (
    <>
      <p class="lead">{api.lead}</p>
      <div class="columns">
        <section class="card">
          <label>
            {api.endpoint}
            <select
              value={name}
              onChange={({ currentTarget }) => {
                setName(currentTarget.value);
                setExchanged(undefined);
              }}
            >
              {ROUTES.map((each) => (
                <option key={each.name}>{each.name}</option>
              ))}
            </select>
          </label>
          <p>{contractText(route.summary)}</p>
          {route.data === undefined && <p class="message bad">{api.unsupported}</p>}
          <CallForm key={route.name} route={route} onCall={call} onError={fail} />
          <Message said={said} />
        </section>
        <div class="stack" aria-live="polite">
          {enginePhase.value !== 'ready' && <EngineWait meanwhile={api.meanwhile} />}
          {exchanged && <Exchange exchanged={exchanged} />}
        </div>
      </div>
    </>
  );
}
