// What the demo's options mean, for --help.

/** What each option means. */
const EXPLAINED: ReadonlyArray<readonly [option: string, meaning: string]> = [
  ['--sheet FILE.csv', 'takes your own rows, the headers first (without it: examples/conference.csv)'],
  ['--job JOB', 'create, update, tags, pause, delete, undo, import or refresh; codes are created first'],
  ['', 'update moves session 14, tags a track, pause all, delete five rows; undo takes an update back'],
  ['--plan FREE|PRO|BUSINESS', 'the plan of the simulated account (without it: PRO)'],
  ['--clock real|virtual', 'over HTTP and in real time, or in one process where waiting takes no time'],
  ['', '(without it: real; with --faults: virtual)'],
  ['--dialect guide|reference', 'which of the two descriptions of the API is spoken (without it: guide)'],
  ['--no-rate-headers', 'the API does not tell its rate limit in headers'],
  ['--faults SEED', 'the API errs, runs are cut off, the key may be revoked: the same for the same number;'],
  ['', 'on the real clock only the API errs'],
  ['--json', 'prints one JSON object and nothing else, and writes no file'],
  ['--help, -h', 'prints this'],
];

const LONGEST = Math.max(...EXPLAINED.map(([option]) => option.length));

/** Where options stand, since npm keeps those for itself that stand before the two dashes. */
export const AFTER_DASHES = 'With npm they stand after two dashes, as in: npm run demo -- --faults 7';

export const USAGE =
  'Options: --sheet FILE.csv --job create|update|tags|pause|delete|undo|import|refresh --plan FREE|PRO|BUSINESS --clock real|virtual --dialect guide|reference --no-rate-headers --faults SEED --json --help.';

export const HELP = [
  'Makes a QR code for each row of a sheet, and changes codes, with the add-on as it is built for Google and a simulated Qrius.',
  '',
  ...EXPLAINED.map(([option, meaning]) => `  ${option.padEnd(LONGEST)}  ${meaning}`),
  '',
  `${AFTER_DASHES}.`,
].join('\n');
