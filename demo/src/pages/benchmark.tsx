import { messages } from '../i18n';
import { HotLoop } from './benchmark/hot-loop';
import { WholeWay } from './benchmark/whole-way';

export default function BenchmarkPage() {
  return (
    <>
      <p class="lead">{messages.value.benchmark.lead}</p>
      <WholeWay />
      <HotLoop />
    </>
  );
}
