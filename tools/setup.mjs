/** The set-up by itself: `node tools/setup.mjs [--browser-optional] [--firefox]`, before anything is installed. */
import { run } from './setup/index.mjs';

process.exitCode = await run(process.argv.slice(2));
