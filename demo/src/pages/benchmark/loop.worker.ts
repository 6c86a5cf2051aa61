import { expose } from 'comlink';
import { measureCase } from '../../../../bench/cosine/measure';
import { ownContenders } from '../../../../bench/cosine/plan';
import type { CosineCase } from '../../../../bench/cosine/types';

const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

const service = {
  measure: (each: CosineCase, rounds: number) =>
    measureCase(each, rounds, async (probe, rows) => ownContenders(probe, rows), breathe),
};

export type LoopService = typeof service;

expose(service);
