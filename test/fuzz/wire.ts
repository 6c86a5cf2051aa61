import fc from 'fast-check';
import { packagePhoto } from '../support/data';
import { openEngineTab } from '../support/engine-tab';
import { faultsOf } from '../support/envelope';
import { prepareFuzzing, type Seen } from './in-page';
import { BOUNDARY, type FuzzedRequest, fuzzedRequest, KEPT } from './requests';

/** Requests that cross to the page together. */
const BATCH = 200;
/** Longer than a call may take by default, waiting included. */
const LIMIT_MS = 60_000;

export interface FuzzReport {
  readonly cases: number;
  /** How many answers had each code. */
  readonly codes: Readonly<Record<string, number>>;
  /** Verifications that ended with a match. */
  readonly matches: number;
  /** What was wrong, each with the request that shows it. */
  readonly faults: readonly string[];
  /** What the server was asked for while the requests were answered, the engine's own files left out, and the browser anybody. */
  readonly requests: readonly string[];
  readonly uncaught: readonly string[];
}

/** Sends made-up requests to a handler in front of a real engine, in a real browser. The same seed makes the same ones. */
export async function fuzzWire(
  cases: number,
  seed: number,
  log: (line: string) => void = () => undefined,
): Promise<FuzzReport> {
  const requests: string[] = [];
  await using tab = await openEngineTab({ log: (path) => requests.push(path) });
  const { page, context, address } = tab;
  const uncaught: string[] = [];
  page.on('pageerror', (error) => uncaught.push(error.message));
  await page.setInputFiles('#files', [1, 2].map(packagePhoto));
  await page.evaluate(prepareFuzzing, { boundary: BOUNDARY, limitMs: LIMIT_MS });
  await page.evaluate(async ({ appid, person_id, group_id }) => {
    await engine.withAppid(appid).newperson({ person_id, group_ids: [group_id], image: files()[0] });
  }, KEPT);
  requests.length = 0;
  context.on('request', (request) => {
    if (!request.url().startsWith(address) && !/^(?:blob|data):/.test(request.url()))
      requests.push(request.url());
  });

  const all = fc.sample(fuzzedRequest, { numRuns: cases, seed });
  const codes: Record<string, number> = {};
  const faults: string[] = [];
  let matches = 0;
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    const seen = await page.evaluate((asked) => sendFuzzed(asked), batch);
    for (const [i, outcome] of seen.entries()) {
      const { code, wrong, isMatch } = judge(batch[i], outcome);
      codes[code] = (codes[code] ?? 0) + 1;
      if (isMatch) matches += 1;
      for (const fault of wrong) faults.push(`${fault}: ${describe(batch[i], outcome)}`);
    }
    log(`${Math.min(at + BATCH, cases)} of ${cases} requests`);
  }
  const last = await page.evaluate(async ({ appid, person_id }) => {
    const { ismatch } = await engine.withAppid(appid).verify(person_id, files()[0]);
    return { ismatch, uncaught };
  }, KEPT);
  if (!last.ismatch) faults.push('the person who was never changed is not known any more');
  return {
    cases,
    codes,
    matches,
    faults,
    requests: requests.filter((path) => !path.startsWith('/mien/')),
    uncaught: [...uncaught, ...last.uncaught],
  };
}

interface Judgement {
  readonly code: string;
  readonly wrong: readonly string[];
  readonly isMatch: boolean;
}

function judge(asked: FuzzedRequest, outcome: Seen): Judgement {
  if ('failed' in outcome) return { code: 'none', wrong: [outcome.failed], isMatch: false };
  const { status, type, text } = outcome;
  let answer: { code: number; message: string; data: { ismatch?: boolean; similarity?: number } };
  try {
    answer = JSON.parse(text);
  } catch {
    return { code: 'none', wrong: ['the answer is no JSON'], isMatch: false };
  }
  const wrong = faultsOf(asked.path, { ...answer, status, type });
  if (answer.code === 213) wrong.push('an internal error');
  const isMatch = answer.data.ismatch === true;
  if (isMatch && !mayMatch(asked)) wrong.push('a wrong match');
  if ((answer.data.similarity ?? 0) >= 75 && !mayMatch(asked)) wrong.push('a wrong similarity');
  return { code: String(answer.code), wrong, isMatch };
}

/** Of whoever is enrolled, photo 1 or 2 was the picture: without it nobody matches, and in the kept gallery nobody does by photo 2 alone. */
function mayMatch({ body }: FuzzedRequest): boolean {
  const written = JSON.stringify(body);
  return written.includes(`"${KEPT.appid}"`) ? written.includes('@photo1@') : /@photo[12]@/.test(written);
}

function describe(asked: FuzzedRequest, outcome: Seen): string {
  return `${JSON.stringify(asked).slice(0, 2000)} → ${JSON.stringify(outcome).slice(0, 500)}`;
}
