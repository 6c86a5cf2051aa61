import { expose } from 'comlink';
import { delay } from '../lib';
import { measureCase } from './measure';
import { ownContenders } from './plan';
import type { Contender, CosineCase, CosineService } from './types';
import { webgpuContenders } from './webgpu';

/** Persons up to whom peers that take seconds and gigabytes beyond are run. */
const PEER_ROWS = 20_000;

const breathe = () => delay(0);

const service: CosineService = {
  measure(each, rounds, full) {
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

async function peersFor({ rows, dimension }: CosineCase, full: boolean) {
  const makers: ((probe: Float32Array, rows: number) => Contender)[] = [];
  if (dimension !== 128 || (rows > PEER_ROWS && !full)) return makers;
  const [{ human }, { faceApi }] = await Promise.all([import('./human'), import('./face-api')]);
  return [human, faceApi];
}

expose(service);
