import { parseArgs } from 'node:util';
import { killRepeatedly } from '../support/kills';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    browser: { type: 'string', default: 'chromium' },
  },
});
const browser = values.browser === 'firefox' ? 'firefox' : 'chromium';
console.log(`${values.kills} kills of ${browser}, seed ${values.seed}`);
const report = await killRepeatedly(browser, Number(values.kills), Number(values.seed), console.log);
console.log(JSON.stringify(report));
