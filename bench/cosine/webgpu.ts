import type { Contender } from './types';
import { WebgpuBlock } from './webgpu-block';

/** The compute shader, with getting the results back, where there is an adapter and the dimension is a multiple of 4. */
export async function webgpuContenders(probe: Float32Array<ArrayBuffer>, rows: number): Promise<Contender[]> {
  if (probe.length % 4 !== 0) return [];
  const block = await WebgpuBlock.create(probe.length);
  if (block === null) return [];
  const out = new Float32Array(rows);
  return [
    {
      name: 'WebGPU f32',
      does: 'scan',
      bytes: rows * probe.length * 4,
      append: (templates) => block.append(templates),
      run: () => block.scan(probe, out),
      similarities: () => out,
    },
  ];
}
