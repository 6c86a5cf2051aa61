import { docsAddress, messages } from '../i18n';
import { addressOf, FURTHER_PAGES } from '../state/route';

/** On small screens the way to every page that the row of navigation has no room for. */
export default function MorePage() {
  const { app, more, pages } = messages.value;
  return (
    <>
      <p class="lead">{more.lead}</p>
      <ul class="card link-list">
        {FURTHER_PAGES.map((name) => (
          <li key={name}>
            <a href={addressOf(name)}>
              <strong>{pages[name]}</strong>
              <span class="hint">{more[name]}</span>
            </a>
          </li>
        ))}
        <li>
          <a href={docsAddress()}>
            <strong>{app.docs}</strong>
            <span class="hint">{more.docs}</span>
          </a>
        </li>
      </ul>
    </>
  );
}
