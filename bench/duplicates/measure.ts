import { proxy } from 'comlink';
import { mulberry32 } from '../../tools/random';
import { importAll, startGallery } from '../gallery';
import { direction, madeFace, near, personId } from '../people';

export interface DuplicateCase {
  readonly persons: number;
  /** Of each. */
  readonly faces: number;
  readonly dimension: number;
}

export interface DuplicateRow extends DuplicateCase {
  /** Of each round: from the page's call to its answer, the index in memory. */
  readonly seconds: readonly number[];
  /** Of a person's data, asked for again and again meanwhile: the longest wait, ms. */
  readonly waitMs: number;
  readonly kernel: string;
  /** Of the persons who are enrolled twice, how many pairs were found; and pairs that are none. */
  readonly found: number;
  readonly twice: number;
  readonly wrong: number;
}

/** Of so many persons one is enrolled twice, with another photo. */
const TWICE_IN = 100;
const ROUNDS = 3;

/** Fills a gallery of its own, looks several times for who is enrolled twice, and erases it. */
export async function measureDuplicates(
  each: DuplicateCase,
  assets: string,
  log: (line: string) => void,
): Promise<DuplicateRow> {
  const appid = `bench-${crypto.randomUUID()}`;
  const started = await startGallery(assets, appid, each);
  const { api } = started;
  log('import');
  await importAll(started, appid, persons(each), {
    persons: each.persons,
    faces: each.persons * each.faces,
  });
  log('search');
  // Loads the index.
  await api.search(appid, { group_id: 'all' }, [direction(each.dimension, mulberry32(1))]);
  const info = await api.info(appid);
  const twice = Math.floor(each.persons / TWICE_IN);
  const seconds: number[] = [];
  let [found, wrong, waitMs] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    log(`look, ${round + 1} of ${ROUNDS}`);
    const began = performance.now();
    let over = false;
    const told = proxy(() => undefined);
    const looking = api.duplicates(appid, { limit: 1000 }, crypto.randomUUID(), told).finally(() => {
      over = true;
    });
    while (!over) {
      const asked = performance.now();
      await api.getinfo(appid, personId(0));
      waitMs = Math.max(waitMs, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { pairs } = await looking;
    seconds.push((performance.now() - began) / 1000);
    const right = pairs.filter(({ persons: [one, other] }) => isTwin(one.person_id, other.person_id));
    found = right.length;
    wrong = pairs.length - right.length;
  }
  await api.erase(appid);
  started.end();
  return { ...each, seconds, waitMs, kernel: info.kernel?.kernel ?? '', found, twice, wrong };
}

/** Made-up persons of whom every hundredth is the one before, in other photos. */
function* persons({ persons, faces, dimension }: DuplicateCase) {
  const next = mulberry32(persons + dimension);
  let centre = direction(dimension, next);
  for (let i = 0; i < persons; i++) {
    if (i % TWICE_IN !== TWICE_IN - 1) centre = direction(dimension, next);
    yield {
      person_id: personId(i),
      person_name: `Person ${i}`,
      tag: '',
      group_ids: ['all'],
      // Two such photos of a person are 0.9 alike.
      faces: Array.from({ length: faces }, (_, k) =>
        madeFace(i * faces + k, near(centre, Math.sqrt(0.9), next)),
      ),
    };
  }
}

function isTwin(a: string, b: string): boolean {
  const [one, other] = [a, b].map((id) => Number(id.split('-')[1])).sort((x, y) => x - y);
  return other === one + 1 && other % TWICE_IN === TWICE_IN - 1;
}
