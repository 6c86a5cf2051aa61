import { median, quantile } from '../../tools/quantiles';
import { mulberry32, shuffled } from '../../tools/random';
import { openPeer, type Peer, type PeerName } from '../peers';
import { enlarge, loadPhotos, type Photo } from '../photos';
import { type Accuracy, accuracyOf } from './accuracy';
import type { VerifyPlan, VerifyResult, VerifyRow } from './types';

const UNTIMED_LARGE = 2;

interface Started {
  readonly name: PeerName;
  readonly peer: Peer;
  readonly accuracy: Accuracy;
}

/**
 * Photo to verdict, warm, of every peer in turns: each photo by all of them before the next one, in an order that is drawn
 * anew each time, so that what slows the machine slows all alike, and nobody always follows the same one.
 */
export async function measureVerify(plan: VerifyPlan, log: (line: string) => void): Promise<VerifyResult> {
  const photos = await loadPhotos(plan.photos);
  const started: Started[] = [];
  const absent: VerifyResult['absent'][number][] = [];
  for (const name of plan.peers) {
    log(`${name}: all photos once`);
    try {
      const peer = await openPeer(name, plan);
      const accuracy = await accuracyOf(peer, photos);
      await enrolSomeone(peer, photos);
      started.push({ name, peer, accuracy });
    } catch (error) {
      absent.push({ peer: name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  log(`${photos.length} photos, ${plan.rounds} rounds`);
  const small = await inTurns(contenders(started), photos, plan.rounds);
  const rows: VerifyRow[] = started.map(({ name, peer, accuracy }, i) => ({
    peer: name,
    title: peer.title,
    size: 'small',
    ...spread(small[i]),
    photos: photos.length,
    ...accuracy,
  }));
  if (plan.largePhotos > 0) {
    log('large photos');
    const large = await Promise.all(photos.slice(0, plan.largePhotos).map(enlarge));
    rows.push(...(await measureLarge(started, large, plan.rounds)));
  }
  for (const { peer } of started) await peer.end();
  return { rows, absent };
}

async function measureLarge(
  started: readonly Started[],
  photos: readonly Photo[],
  rounds: number,
): Promise<VerifyRow[]> {
  const decoding: Contender = {
    run: async (blob) => {
      (await createImageBitmap(blob)).close();
      return 1;
    },
  };
  const all = [decoding, ...contenders(started)];
  await inTurns(all, photos.slice(0, UNTIMED_LARGE), 1);
  const missed = all.map(() => 0);
  const times = await inTurns(all, photos, rounds, missed);
  return times.map((each, i) => ({
    peer: i === 0 ? 'decoding alone' : started[i - 1].name,
    title: i === 0 ? 'createImageBitmap' : started[i - 1].peer.title,
    size: 'large',
    ...spread(each),
    photos: photos.length,
    missed: Math.round(missed[i] / rounds),
    fnmr: null,
    genuine: 0,
    impostor: 0,
  }));
}

interface Contender {
  readonly run: (photo: Blob) => Promise<number | undefined>;
}

function contenders(started: readonly Started[]): Contender[] {
  return started.map(({ peer }) => ({ run: (photo) => peer.verify(photo) }));
}

/** Milliseconds of every run, by contender. `missed` counts runs without a face. */
async function inTurns(
  all: readonly Contender[],
  photos: readonly Photo[],
  rounds: number,
  missed: number[] = [],
): Promise<number[][]> {
  const times: number[][] = all.map(() => []);
  const next = mulberry32(1);
  for (let round = 0; round < rounds; round++) {
    for (const { blob } of photos) {
      for (const i of shuffled([...all.keys()], next)) {
        const began = performance.now();
        const similarity = await all[i].run(blob);
        times[i].push(performance.now() - began);
        if (similarity === undefined) missed[i] += 1;
      }
    }
  }
  return times;
}

async function enrolSomeone(peer: Peer, photos: readonly Photo[]): Promise<void> {
  for (const { blob } of photos) if (await peer.enrol(blob)) return;
  throw new Error('it found no face in any photo');
}

function spread(times: readonly number[]): { p50: number; p95: number } {
  return { p50: median(times), p95: quantile(times, 0.95) };
}
