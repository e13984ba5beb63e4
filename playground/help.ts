// What the demo's options mean, for --help.

/** What each option means. */
const EXPLAINED: ReadonlyArray<readonly [option: string, meaning: string]> = [
  ['--sheet FILE.csv', 'your own rows, with the headers first (default: examples/conference.csv)'],
  [
    '--column ROLE=HEADER',
    'the column of a role, as a user chooses it in the sidebar: name, destination, slug, tags',
  ],
  ['', 'or description; with nothing after = the sheet has none (names then come from the links)'],
  ['--header-row ROW', 'the row of the headers, counted from 1 (default: detected)'],
  ['--job JOB', 'what the demo shows, after it has created the codes (default: create)'],
  ['  create', 'creates a code for each row'],
  ['  update', 'moves session S14 to another room by its URL cell, and sends the change'],
  [
    '  tags',
    'adds the tag track:engineering to the rows of that track; in another sheet the tag demo to five rows',
  ],
  ['  pause', 'pauses all codes'],
  ['  delete', 'deletes the codes of the first five rows'],
  ['  undo', 'updates session S14, then undoes that'],
  ['  import', 'imports the codes of ten rows that were deleted by hand'],
  ['  refresh', 'refreshes the scan counts after a day of scans'],
  ['  print', 'prints labels and downloads pictures: labels.pdf, codes.zip; needs a Chromium browser'],
  ['--plan PLAN', 'the plan of the simulated account: FREE, PRO or BUSINESS (default: PRO)'],
  ['', 'BUSINESS allows 250 codes; the demo never says that Qrius has raised the limit'],
  ['--clock CLOCK', 'real: over HTTP and in real time; virtual: in one process, without waiting'],
  ['', '(default: real; with --faults: virtual)'],
  ['--dialect DIALECT', 'which description of the API Qrius follows: guide or reference (default: guide)'],
  ['--no-rate-headers', 'the API doesn’t report its rate limit in headers'],
  ['--faults SEED', 'the API errs, answers get lost, runs are interrupted, the key may be revoked;'],
  ['', 'the same seed gives the same faults. With --clock real only the API errs'],
  [
    '--scenario FILE',
    'plays a scenario file instead (docs/scenarios.md); other options than --json do nothing',
  ],
  ['--json', 'prints one JSON object and writes no file'],
  ['--help, -h', 'prints this'],
];

const LONGEST = Math.max(...EXPLAINED.map(([option]) => option.length));

/** Where options belong, since npm keeps those for itself that come before the two dashes. */
export const AFTER_DASHES = 'With npm, put them after two dashes, as in: npm run demo -- --faults 7';

/** Refusals of the add-on that name a control of the sidebar or an upgrade, and the option that does the same here. */
const INSTEAD: ReadonlyArray<readonly [refusal: RegExp, option: string]> = [
  [/ under Columns\b/, '--column ROLE=HEADER'],
  [/^Your (FREE|PRO) plan has room/, '--plan BUSINESS'],
];

/** A refusal with the option that helps in the demo, if there is one. */
export function withOption(message: string): string {
  const [, option] = INSTEAD.find(([refusal]) => refusal.test(message)) ?? [];
  return option === undefined ? message : `${message} In the demo: ${option}.`;
}

export const USAGE =
  'Options: --sheet FILE.csv --column ROLE=HEADER --header-row ROW --job create|update|tags|pause|delete|undo|import|refresh|print --plan FREE|PRO|BUSINESS --clock real|virtual --dialect guide|reference --no-rate-headers --faults SEED --scenario FILE --json --help.';

export const HELP = [
  'Creates and changes QR codes for the rows of a sheet, with the built add-on and a simulated Qrius.',
  '',
  'Options:',
  ...EXPLAINED.map(([option, meaning]) => `  ${option.padEnd(LONGEST)}  ${meaning}`),
  '',
  `${AFTER_DASHES}.`,
  '',
  'Output:',
  '  The rows as a table; the counts, requests and seconds of the job; and the finished sheet in demo-result.csv.',
  '  In that file a cell that begins with = + - @, a tab or a return gets an apostrophe, so that it is no formula.',
  '  The job print also writes labels.pdf and codes.zip.',
  '  Programs that read the JSON use: npm run --silent demo -- --json',
  '',
  'Exit code:',
  '  0 when the job ended, even if rows got no code: their Status says why.',
  '  1 when an option, the file or the job is refused, or the job does not end. The reason is on stderr, and no file is written.',
  '  With --scenario 1 also means that something was violated.',
].join('\n');
