import { messages } from '../i18n';
import { addressOf } from '../state/route';
import { Icon } from '../ui/icons';
import { Picture } from './start/picture';
import { Story } from './start/story';

export default function StartPage() {
  const { start } = messages.value;
  return (
    <>
      <div class="hero">
        <div class="stack">
          <p class="promise">
            <Icon name="lock" />
            {start.nothingLeaves}
          </p>
          <p class="lead">{start.lead}</p>
        </div>
        <Picture />
      </div>
      <Story />
      <section aria-labelledby="steps-title">
        <h2 id="steps-title">{start.steps}</h2>
        <ol class="steps">
          <li>
            <strong>{start.show}</strong>
            <span>{start.showHint}</span>
          </li>
          <li>
            <strong>{start.again}</strong>
            <span>{start.againHint}</span>
          </li>
          <li>
            <strong>{start.trust}</strong>
            <span>
              {start.trustHint} <a href={addressOf('explore')}>{start.measured}</a>
            </span>
          </li>
        </ol>
      </section>
    </>
  );
}
