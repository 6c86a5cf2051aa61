import { expose } from 'comlink';
import { type CosineCase, measureCase, ownContenders } from '../../../../bench/cosine';

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

const service = {
  measure: (each: CosineCase, rounds: number) =>
    measureCase(each, rounds, async (probe, rows) => ownContenders(probe, rows), breathe),
};

export type LoopService = typeof service;

expose(service);
