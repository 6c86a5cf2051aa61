/** Checks the messages of the commits since the rules of CONTRIBUTING.md are there. */
import { execFileSync } from 'node:child_process';

/** The last commit before them. */
const BEFORE = '26d6a0fe755e080e603fadcad2bd1b3511de2aba';

const SUBJECT = /^[a-z0-9][a-z0-9 ,./-]*: [^A-Z\s].*[^.\s]$/;
const LONGEST_SUBJECT = 72;
const LONGEST_LINE = 100;

/**
 * What is wrong with a message; empty when nothing is.
 * @param {string} message
 */
export function faultsOf(message) {
  const [subject = '', blank = '', ...body] = message.trimEnd().split('\n');
  const faults = [];
  if (!SUBJECT.test(subject)) faults.push('the first line is not "scope: verb object", in lower case');
  if (subject.length > LONGEST_SUBJECT) faults.push(`the first line has ${subject.length} characters`);
  if (blank !== '') faults.push('the second line is not empty');
  if (body.some((line) => line.length > LONGEST_LINE)) faults.push(`a line has more than ${LONGEST_LINE}`);
  return faults;
}

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' });

function check() {
  /** @type {string[]} */
  let hashes;
  try {
    hashes = git('rev-list', '--no-merges', `${BEFORE}..HEAD`).split('\n').filter(Boolean);
  } catch {
    console.error('commits: not checked, since the history is not here');
    return;
  }
  for (const hash of hashes) {
    const message = git('show', '-s', '--format=%B', hash);
    for (const fault of faultsOf(message)) {
      console.error(`${hash.slice(0, 8)} ${message.split('\n')[0]}: ${fault}`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === import.meta.filename) check();
