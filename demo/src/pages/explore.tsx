import { messages } from '../i18n';
import { CompareTwo } from './explore/compare-two';
import { Curves } from './explore/curves';

export default function ExplorePage() {
  return (
    <>
      <p class="lead">{messages.value.explore.lead}</p>
      <CompareTwo />
      <Curves />
    </>
  );
}
