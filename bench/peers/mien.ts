import { createEngine } from '../../src';
import { dot } from '../../src/match';
import { orNoFace } from '../photos';
import type { Peer, PeerOptions } from './peer';

const PERSON = 'enrolled';

/** The engine with one of its models, as a page uses it. */
export async function startMien(
  { backend, threads, workers, gallery = crypto.randomUUID() }: PeerOptions,
  model: string,
): Promise<Peer> {
  const engine = await createEngine({
    assets: '/mien/',
    appid: `bench-${gallery}`,
    backend,
    model,
    threads,
    persist: false,
    enrolmentQuality: 'accept',
    ...(workers === undefined ? {} : { visionWorkers: workers }),
  });
  return {
    title: `mien, ${model}`,
    enrol: async (image) => {
      const made = await orNoFace(engine.newperson({ person_id: PERSON, group_ids: ['bench'], image }));
      return made !== undefined;
    },
    verify: async (photo) => (await orNoFace(engine.verify(PERSON, photo)))?.confidence,
    template: async (photo) => (await orNoFace(engine.extract(photo)))?.template,
    similarity: dot,
    end: async () => {
      await engine.erase();
      await engine.close();
    },
  };
}
