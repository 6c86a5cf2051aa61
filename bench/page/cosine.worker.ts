import { expose } from 'comlink';
import { measureCase } from '../cosine/measure';
import { ownContenders } from '../cosine/plan';
import type { Contender, CosineCase, CosineRow } from '../cosine/types';
import { webgpuContenders } from '../cosine/webgpu';

/** Persons up to whom peers that take seconds and gigabytes beyond are run. */
const PEER_ROWS = 20_000;

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

const service = {
  measure(each: CosineCase, rounds: number, full: boolean): Promise<CosineRow[]> {
    return peersFor(each, full).then((peers) =>
      measureCase(
        each,
        rounds,
        async (probe, rows) => [
          ...ownContenders(probe, rows),
          ...peers.map((make) => make(probe, rows)),
          ...(await webgpuContenders(probe, rows)),
        ],
        breathe,
      ),
    );
  },
};

export type CosineService = typeof service;

async function peersFor({ rows, dimension }: CosineCase, full: boolean) {
  const makers: ((probe: Float32Array, rows: number) => Contender)[] = [];
  if (dimension !== 128 || (rows > PEER_ROWS && !full)) return makers;
  const [{ human }, { faceApi }] = await Promise.all([
    import('../cosine/peers/human'),
    import('../cosine/peers/face-api'),
  ]);
  return [human, faceApi];
}

expose(service);
