import { messages, number } from '../../i18n';
import type { Exchanged } from './send';

/** What went over the wire, and a sentence about it. */
export function Exchange({ exchanged }: { exchanged: Exchanged }) {
  const { api } = messages.value;
  const { path, contentType, parts, status, answer, ms, worker } = exchanged;
  const good = answer.code === 0;
  return (
    <>
      <section class="card" aria-labelledby="request-title">
        <h2 id="request-title">{api.request}</h2>
        <pre>{`POST ${path}\nContent-Type: ${contentType}`}</pre>
        <dl>
          {parts.map(({ name, text, bytes }, i) => (
            // A field may be given several times.
            <div key={`${name} ${i}`}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>{bytes === undefined ? text : `${text} (${api.picture(`${number(bytes / 1000)} kB`)})`}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="card" aria-labelledby="answer-title">
        <h2 id="answer-title">{api.answer}</h2>
        <p class={`message ${good ? 'yes' : 'bad'}`} id="api-message">
          {good ? api.ok : api.code(answer.code, answer.message)}
        </p>
        <p class="hint">{api.answered(number(ms), worker ? api.byWorker : api.byPage)}</p>
        <pre>{`HTTP ${status}\n${JSON.stringify(answer, null, 2)}`}</pre>
      </section>
    </>
  );
}
