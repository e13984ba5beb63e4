// The demo as a program: over real HTTP, its output for people and for programs, its refusals and exit codes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { readOptions, refuseKeptByNpm } from '../../playground/options';
import type { Result } from '../../playground/result';
import { ended, startSources } from '../support/program';
import { CONFERENCE, CONGRESS, DEMO, program, programIn, untruths, withFile, withFolder } from './helper';

/** Several programs of a second each, on a machine that is busy with other tests. */
jest.setTimeout(120_000);

test('without options: the conference over real HTTP, a table, the counts, a CSV', async () => {
  const { code, out, err, csv } = await withFolder(async (folder) => {
    const ended = await programIn(folder, []);
    return { ...ended, csv: readFileSync(join(folder, 'demo-result.csv'), 'utf8') };
  });
  expect({ code, err: err.replace(/^npm .*\n/gm, '') }).toEqual({
    code: 0,
    err: [11, 21, 31, 41, 50]
      .map((done) => `${done} of 50 codes, ${done + 3} requests, 0 refused\n`)
      .join(''),
  });
  expect(out).toMatch(
    /^2 +Opening keynote: the printed p… +conf\.example\.com\/sessions\/s01 +qrius\.io\/conf-2025-s01 +Created$/m,
  );
  expect(out).toMatch(/^… 37 more rows …$/m);
  expect(out).toMatch(/^51 +Closing: what we keep .* Created$/m);
  expect(out).toMatch(/^Requests +53 sent, 0 refused for the rate limit$/m);
  expect(out).toMatch(/^Time +\d+\.\d s on the real clock$/m);
  expect(out).toMatch(/^The add-on says: 50 codes created \(Created 50, Failed 0\)$/m);
  expect(out).toMatch(/^CSV +demo-result\.csv$/m);
  expect(out).not.toContain('On the way');
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(50);
  expect(data[13]).toMatchObject({
    Session: 'S14',
    Slug: 'conf-2025-s14',
    'Short URL': 'https://qrius.io/conf-2025-s14',
    'QR code image': expect.stringMatching(/^https:\/\/api\.qrius\.io\/images\/qr_\w+\.png$/),
  });
});

test('--json: one object on stdout and nothing anywhere else, over real HTTP and on the virtual clock', async () => {
  const [real, ...virtual] = await Promise.all([
    program('--json', '--dialect', 'reference'),
    ...['none', '1', '2', '3'].map((seed) =>
      program(
        ...['--sheet', CONGRESS, '--plan', 'BUSINESS', '--clock', 'virtual', '--json'],
        ...(seed === 'none' ? [] : ['--faults', seed]),
      ),
    ),
  ]);
  for (const { code, err } of [real, ...virtual]) expect({ code, err }).toEqual({ code: 0, err: '' });
  const results = [real, ...virtual].map(({ out }) => JSON.parse(out) as Result);
  expect(results.map(({ rows }) => rows.length)).toEqual([50, 138, 138, 138, 138]);
  expect(results.flatMap(untruths)).toEqual([]);
  const [first] = results;
  expect(Object.keys(first ?? {}).sort()).toEqual(
    ['account', 'counts', 'googleCalls', 'job', 'reported', 'requests', 'rows', 'seconds', 'slices'].sort(),
  );
  expect(first?.rows[0]).toEqual({
    row: 2,
    name: 'Opening keynote: the printed page that changes',
    destinationUrl: 'https://conf.example.com/sessions/s01',
    slug: 'conf-2025-s01',
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    shortUrl: 'https://qrius.io/conf-2025-s01',
    status: 'Created',
  });
  expect(first?.account.find(({ slug }) => slug === 'conf-2025-s01')?.tags).toEqual([
    'conference-2025',
    'track:main',
  ]);
});

test('on the real clock nothing but the API fails, and that is said', async () => {
  const small = 'Name,URL\nOne,https://x.example/1\nTwo,https://x.example/2\n';
  const { code, out, err } = await withFile(small, (sheet) =>
    program('--sheet', sheet, '--clock', 'real', '--faults', '3'),
  );
  expect(code).toBe(0);
  expect(err).toMatch(
    /^On the real clock only the API fails: no execution is cut off and no key is revoked\.$/m,
  );
  expect(out).toMatch(/^Codes +2 for 2 rows$/m);
});

test('with faults: what struck, in one line', async () => {
  const { out } = await program('--plan', 'pro', '--faults', '7');
  expect(out).toMatch(/^On the way +.*\b1 refusal for the rate\b.*\b1 run cut off\.$/m);
});

test('a run that is refused leaves no CSV, nor that of a former run', async () => {
  await withFolder(async (folder) => {
    const csv = join(folder, 'demo-result.csv');
    writeFileSync(csv, 'former');
    const { code, err } = await programIn(folder, ['--plan', 'FREE', '--clock', 'virtual']);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^Your FREE plan has room for 5 of these 50 codes\./),
    });
    expect(existsSync(csv)).toBe(false);
  });
});

test('--help explains each option, and an option that npm kept is refused', async () => {
  const [help, short, kept] = await Promise.all([
    ended(startSources(DEMO, ['--help'])),
    program('-h'),
    withFolder((folder) => programIn(folder, ['7'], { npm_config_json: 'true', npm_config_faults: 'true' })),
  ]);
  expect(help).toEqual({ code: 0, err: '', out: expect.stringMatching(/^ {2}--faults SEED +the API errs/m) });
  expect(short).toEqual(help);
  expect(kept).toEqual({
    code: 1,
    out: '',
    err: 'npm kept --faults and --json for itself: put -- before the options, as in: npm run demo -- --faults\n',
  });
});

test('refusals: one sentence on stderr, nothing on stdout, exit code 1', async () => {
  const refused: Array<[args: string[], sentence: RegExp]> = [
    [['--sheet', 'nowhere.csv', '--json'], /^The file nowhere\.csv does not exist\.\n$/],
    [['--plan', 'FREE', '--json'], /^Your FREE plan has room for 5 of these 50 codes\. .*\n$/],
    [['--plan', 'GOLD'], /^--plan must be one of FREE, PRO, BUSINESS, not "GOLD"\.\n$/],
  ];
  const runs = await Promise.all(refused.map(([args]) => program(...args)));
  runs.forEach(({ code, out, err }, index) => {
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(refused[index]?.[1] ?? /never/);
  });
});

test.each([
  ['sheet.csv', 'Colour,Size\nred,1\n', [], ' In the demo: --column ROLE=HEADER.\n'],
  [CONFERENCE, '', ['--plan', 'FREE'], ' In the demo: --plan BUSINESS.\n'],
  [
    'many.csv',
    `Name,URL\n${Array.from({ length: 251 }, (_, nth) => `T${nth},https://x.example/${nth}\n`).join('')}`,
    ['--plan', 'BUSINESS'],
    ' you can create them all.\n',
  ],
])(
  'a refusal of %s names the option that helps in the demo, if there is one',
  async (name, content, args, end) => {
    const { code, err } = await withFolder((folder) => {
      if (content !== '') writeFileSync(join(folder, name), content);
      return programIn(folder, ['--sheet', name, '--clock', 'virtual', ...args]);
    });
    expect({ code, end: err.slice(-end.length) }).toEqual({ code: 1, end });
  },
);

test.each<[string[], string]>([
  [['--clock', 'slow'], '--clock must be one of real, virtual, not "slow".'],
  [['--dialect', 'x'], '--dialect must be one of guide, reference, not "x".'],
  [['--faults', '-1'], '--faults must be a whole number from 0 to 2147483647, not "-1".'],
  [['--faults', 'many'], '--faults must be a whole number from 0 to 2147483647, not "many".'],
  [
    ['--fault', '1'],
    "Unknown option '--fault'. Options: --sheet FILE.csv --column ROLE=HEADER --header-row ROW --job",
  ],
  [
    ['talks.csv'],
    "Unexpected argument 'talks.csv'. Options: --sheet FILE.csv --column ROLE=HEADER --header-row ROW --job",
  ],
  [['talks.csv'], '--help. With npm, put them after two dashes, as in: npm run demo -- --faults 7.'],
])('%j is refused', (args, sentence) => {
  expect(() => readOptions(args)).toThrow(sentence);
});

test('npm keeps what is before the dashes, which its own settings show', () => {
  expect(() => refuseKeptByNpm({ npm_config_loglevel: 'silent', npm_config_json: '' })).not.toThrow();
  expect(() => refuseKeptByNpm({ npm_config_rate_headers: '' })).toThrow(
    /^npm kept --no-rate-headers for itself/,
  );
});

test('faults bring the virtual clock along, and rate headers are on unless refused', () => {
  expect(readOptions([])).toMatchObject({ plan: 'PRO', clock: 'real', rateHeaders: true, faults: null });
  expect(readOptions(['--faults', '0'])).toMatchObject({ clock: 'virtual', faults: 0 });
  expect(readOptions(['--faults', '0', '--clock', 'real', '--no-rate-headers'])).toMatchObject({
    clock: 'real',
    rateHeaders: false,
  });
});
