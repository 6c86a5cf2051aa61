import { parseArgs } from 'node:util';
import { fuzzWire } from '../fuzz/wire';
import { killRepeatedly } from '../support/kills';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    /** Made-up requests to the wire. */
    wire: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    browser: { type: 'string', default: 'chromium' },
  },
});
const browser = values.browser === 'firefox' ? 'firefox' : 'chromium';
console.log(`${values.kills} kills of ${browser}, seed ${values.seed}`);
const report = await killRepeatedly(browser, Number(values.kills), Number(values.seed), console.log);
console.log(JSON.stringify(report));
console.log(`${values.wire} requests to the wire, seed ${values.seed}`);
const wire = await fuzzWire(Number(values.wire), Number(values.seed), console.log);
console.log(JSON.stringify(wire));
const { faults, requests, uncaught } = wire;
if (faults.length + requests.length + uncaught.length > 0) process.exitCode = 1;
