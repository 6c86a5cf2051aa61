import { messages } from '../i18n';
import { WithEngine } from '../ui/engine-wait';
import { HotLoop } from './benchmark/hot-loop';
import { WholeWay } from './benchmark/whole-way';

export default function BenchmarkPage() {
  return (
    <>
      <p class="lead">{messages.value.benchmark.lead}</p>
      <WithEngine meanwhile={messages.value.benchmark.meanwhile}>
        {() => (
          <>
            <WholeWay />
            <HotLoop />
          </>
        )}
      </WithEngine>
    </>
  );
}
