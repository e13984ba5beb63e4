// The demo in this process: each row gets the code made for it, whatever goes wrong; and what the demo reads and shows.
import Papa from 'papaparse';
import { createAll } from '../../playground/act';
import { csvOf } from '../../playground/csv-out';
import { readOptions } from '../../playground/options';
import { progressBar } from '../../playground/progress';
import { resultOf, usedSoFar } from '../../playground/result';
import { NOTHING, type Schedule } from '../../playground/schedule';
import { readSheet } from '../../playground/sheet-file';
import { countsOf, tableOf } from '../../playground/show';
import { setStage } from '../../playground/stage';
import { width } from '../../playground/text';
import { CONFERENCE, CONGRESS, demo, untruths, withFile } from './helper';

/** Fifty runs of 138 rows take about fifteen seconds on one core. */
const SWEEP_TIMEOUT_MS = 180_000;

/** The conference with a schedule of its own, played to its end. */
async function play(schedule: Schedule) {
  const options = {
    plan: 'PRO',
    clock: 'virtual',
    dialect: 'guide',
    rateHeaders: true,
    faults: null,
    overrides: {},
  } as const;
  const stage = await setStage(readSheet(CONFERENCE), options, schedule, () => {});
  const since = usedSoFar(stage);
  return resultOf(stage, 'create', createAll(stage, true), since);
}

describe('every row gets its own code', () => {
  test('the programme of a congress, 138 rows', async () => {
    const { result } = await demo({ sheet: CONGRESS, plan: 'BUSINESS' });
    expect(result.rows).toHaveLength(138);
    expect(result.rows[0]).toMatchObject({
      row: 2,
      name: '31C3 Opening Event',
      destinationUrl: 'https://events.ccc.de/congress/2014/Fahrplan/events/6561.html',
      status: 'Created',
    });
    expect(untruths(result)).toEqual([]);
    expect(result.reported).toEqual([]);
    // One request a code, and three for who the user is and what the plan has room for.
    expect(result).toMatchObject({ slices: 1, requests: { sent: 141, refused: 0 } });
  });

  test(
    'with faults of the API and killed executions, seeds 1 to 50',
    async () => {
      const wrong: string[] = [];
      let [refused, slices, extra] = [0, 0, 0];
      for (let seed = 1; seed <= 50; seed += 1) {
        const { result } = await demo({ sheet: CONGRESS, plan: 'BUSINESS', faults: seed });
        expect(result.rows).toHaveLength(138);
        wrong.push(...untruths(result).map((sentence) => `Seed ${seed}: ${sentence}`));
        refused += result.requests.refused;
        slices += result.slices;
        extra += result.requests.sent - 141;
      }
      expect(wrong).toEqual([]);
      // The faults struck: a run without any takes one execution and has nothing refused.
      expect(refused).toBeGreaterThan(50);
      expect(slices).toBeGreaterThan(100);
      expect(extra).toBeGreaterThan(500);
    },
    SWEEP_TIMEOUT_MS,
  );

  test('with faults in the dialect of the reference, and without rate headers', async () => {
    for (const faults of [1, 2, 3]) {
      const reference = await demo({ dialect: 'reference', faults });
      const bare = await demo({ rateHeaders: false, faults });
      for (const { result } of [reference, bare]) {
        expect(result.rows).toHaveLength(50);
        expect(untruths(result)).toEqual([]);
      }
      expect(reference.result.account[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  test('the same seed gives the same run, another one another', async () => {
    const first = await demo({ faults: 7 });
    expect((await demo({ faults: 7 })).result).toEqual(first.result);
    expect((await demo({ faults: 8 })).result).not.toEqual(first.result);
  });

  test('a code whose row was deleted in flight is reported', async () => {
    const deleted = { kind: 'deleteRow', sheet: 'Sheet1', row: 5 } as const;
    const result = await play({
      ...NOTHING,
      world: [{ at: { name: 'UrlFetchApp.fetchAll', nth: 3 }, when: 'after', do: deleted }],
    });
    expect(result.rows).toHaveLength(49);
    const gone = result.account.find(({ slug }) => slug === 'conf-2025-s04');
    expect(result.reported).toEqual([gone?.id]);
    expect(untruths(result)).toEqual([]);
  });
});

describe('what cannot be done is said', () => {
  test('a plan that is too small, in the words of the add-on', async () => {
    await expect(demo({ plan: 'FREE' })).rejects.toThrow(
      /^Your FREE plan has room for 5 of these 50 codes\. Create the first 5, or upgrade\./,
    );
  });

  test('more codes than a plan holds that could be extended', async () => {
    const rows = Array.from({ length: 251 }, (_, index) => `Talk ${index},https://x.example/${index}`);
    const run = withFile(['Name,URL', ...rows].join('\n'), (sheet) => demo({ sheet, plan: 'BUSINESS' }));
    await expect(run).rejects.toThrow(/^Your BUSINESS plan has room for 250 of these 251 codes\./);
  });

  test('headers that will not do, in the words of the add-on', async () => {
    const run = withFile('Colour,Size\nred,1\n', (sheet) => demo({ sheet }));
    await expect(run).rejects.toThrow(/^The sheet needs a destination .* The headers are: Colour, Size\.$/);
  });

  test('an API that never answers, and a job that is cut off for ever', async () => {
    const everywhere = Array.from({ length: 200 }, (_, index) => index + 1);
    const silent = everywhere.map((nth) => ({ at: { nth }, do: { kind: 'dropBefore' } as const }));
    await expect(play({ ...NOTHING, qrius: silent })).rejects.toThrow(/^Can’t reach Qrius right now\./);
    // The first batch of an execution asks who the user is, or what became of the last one; the second creates.
    const cutOff = everywhere.map(() => ({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'before' as const,
      do: { kind: 'kill', pendingWrites: 'lost' } as const,
    }));
    await expect(play({ ...NOTHING, world: cutOff })).rejects.toThrow(
      /^The job has not ended after 60 attempts\./,
    );
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['JSON', '[{"name": "A"}]\n', /is JSON, not a CSV file\. Save the sheet/],
    ['JSON lines', '{"name": "A, B"}\n{"name": "C"}\n', /is JSON, not a CSV file\./],
    ['XML', '<?xml version="1.0"?>\n<a/>\n', /is XML or HTML, not a CSV file\./],
    ['a calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', /is a calendar or contact file, not a CSV file\./],
    [
      'a table with bars',
      'Name|URL|X\nA|https://a.example|y\n',
      /is a table with bars between its cells, not/,
    ],
    [
      'a comma without quotes',
      'Name,URL\n\nA,https://a.example/?ll=1,2\n',
      /has 3 cells in line 3, but only 2 headers\./,
    ],
    ['an empty file', '', /is empty\.$/],
    ['a file of blank lines', '\n \n,,\n', /is empty\.$/],
    ['headers alone', 'Name,URL\n', /has one row only/],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
      /is not a CSV file: it holds no text\. Save/,
    ],
    ['text in UTF-16', Buffer.from('\ufeffName,URL\nA,x\n', 'utf16le'), /is not written in UTF-8,/],
    [
      'text in another encoding',
      Buffer.from('Name,URL\nGrüße,x\n', 'latin1'),
      /is not written in UTF-8, .* “CSV UTF-8 \(Comma delimited\)”/,
    ],
    [
      'a quote that is never closed',
      'Name,URL\n"Talk,https://x.example\n',
      /the quotes in row 2 do not match\.$/,
    ],
  ])('%s', async (_, content, sentence) => {
    const run = withFile(content, (sheet) => demo({ sheet }));
    await expect(run).rejects.toThrow(sentence);
    await expect(run).rejects.toThrow(/^The file \S+sheet\.csv /);
  });
});

describe('a sheet of one’s own', () => {
  const hostile = [
    ['Title', 'Link', 'Note'],
    ['=HYPERLINK("https://evil.example")', 'https://x.example/1', '+1'],
    ['1-2', 'https://x.example/2', '@home, "quoted"'],
    ['-3 degrees\nand falling', 'https://x.example/3', '\t=1'],
    ['No address', '', '012'],
    ['日本語の講演 🎤', 'https://x.example/5', ''],
  ];

  test('cells stay what the file holds, and what cannot be sent says why', async () => {
    // A byte order mark and semicolons, as Excel writes them.
    const content = `\ufeff${Papa.unparse(hostile, { delimiter: ';' })}`;
    const { result } = await withFile(content, (sheet) => demo({ sheet }));
    expect(result.rows.map(({ row, name, status }) => [row, name, status])).toEqual([
      [2, '=HYPERLINK("https://evil.example")', 'Created'],
      [3, '1-2', 'Created'],
      [4, '-3 degrees\nand falling', 'Created'],
      [5, 'No address', 'Not sent: the destination is missing.'],
      [6, '日本語の講演 🎤', 'Created'],
    ]);
    expect(result.rows[3]).toMatchObject({ id: '', shortUrl: '', slug: '' });
    expect(untruths({ ...result, rows: result.rows.filter(({ id }) => id !== '') })).toEqual([]);
    expect(countsOf(result, 'virtual')).toMatch(/^Codes +4 for 5 rows$/m);
  });

  test('the CSV holds every cell and the address of each picture, and no cell that runs as a formula', async () => {
    const { result, csv } = await withFile(Papa.unparse(hostile), (sheet) => demo({ sheet }));
    const [headers = [], ...rows] = Papa.parse<string[]>(csv).data;
    expect(headers).toEqual([
      'Title',
      'Link',
      'Note',
      'Slug',
      'QR ID',
      'Short URL',
      'QR code image',
      'Status',
    ]);
    expect(rows.map(([title, , note]) => [title, note])).toEqual([
      [`'=HYPERLINK("https://evil.example")`, "'+1"],
      ['1-2', '\'@home, "quoted"'],
      ["'-3 degrees\nand falling", "'\t=1"],
      ['No address', '012'],
      ['日本語の講演 🎤', ''],
    ]);
    const { id, slug, shortUrl } = result.rows[0] ?? {};
    expect(rows[0]?.slice(3)).toEqual([
      slug,
      id,
      shortUrl,
      `https://api.qrius.io/images/${id}.png`,
      'Created',
    ]);
  });

  test('a return at a cell’s beginning is neutralised too', () => {
    expect(Papa.parse<string[]>(csvOf([['a', '\rb', '=1\n2']], [])).data).toEqual([['a', "'\rb", "'=1\n2"]]);
  });
});

describe('on the terminal', () => {
  test('a long table shows its ends, in columns that line up', async () => {
    const { result } = await demo({ sheet: CONGRESS, plan: 'BUSINESS' });
    const lines = tableOf(result.rows, 100).split('\n');
    expect(lines).toHaveLength(2 + 10 + 1 + 3);
    expect(lines[0]).toMatch(/^Row +Name +Leads to +Short URL +Status$/);
    expect(lines[12]).toBe('… 125 more rows …');
    expect(lines[4]).toMatch(
      /^4 {4}„Wir beteiligen uns aktiv an de… {2}…\S+6264\.html +qrius\.io\/\w+ +Created$/,
    );
    expect(lines.map(width).filter((columns) => columns > 100)).toEqual([]);
  });

  test('wide letters take two columns, and nothing in a cell is obeyed', () => {
    const row = {
      row: 2,
      destinationUrl: 'https://x.example',
      slug: '',
      id: '',
      shortUrl: '',
      status: 'Failed',
    };
    const names = ['日本語の講演', 'e\u0301tude', '\u001b[2Jgone\nfishing'];
    const lines = tableOf(
      names.map((name) => ({ ...row, name })),
      100,
    ).split('\n');
    expect(lines[4]).toContain('[2Jgone fishing');
    expect(lines.slice(2).map((line) => width(line.slice(0, line.indexOf('x.example'))))).toEqual([
      22, 22, 22,
    ]);
  });

  test('the bar is drawn over itself on a terminal, and is a few plain lines in a file', () => {
    const progress = (done: number, note = '') => ({ done, sent: done + 3, refused: 1, note });
    const drawn = (isTTY: boolean) => {
      const written: string[] = [];
      const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
      const bar = progressBar(50, { write, isTTY, columns: 90 });
      for (const done of [0, 1, 25, 26, 50]) bar.update(progress(done, 'Half\nof it'));
      bar.end();
      return written;
    };
    const onTerminal = drawn(true);
    expect(onTerminal).toHaveLength(6);
    expect(onTerminal[2]).toMatch(/^\r█{12}░{12} 25 of 50 codes, 28 requests, 1 refused · Half of it +$/);
    expect(onTerminal[2]).toHaveLength(90);
    expect(onTerminal[5]).toBe('\n');
    expect(drawn(false)).toEqual([
      '25 of 50 codes, 28 requests, 1 refused\n',
      '50 of 50 codes, 53 requests, 1 refused\n',
    ]);
  });
});

/** The plain lines of progress while the demo makes codes for a file. */
const linesFor = (content: string): Promise<string[]> =>
  withFile(content, async (sheet) => {
    const written: string[] = [];
    const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
    await demo({ sheet }, (total) => progressBar(total, { write, isTTY: false, columns: 90 }));
    return written;
  });

test.each([
  ['blank rows and one that cannot be sent', 'Name,URL\n\n\nA,https://a.example/\n\nB,oops\n'],
  ['titles above the headers', 'The fair of 2026,\nBy May,\n,\nName,URL\nA,https://a.example/\n'],
])('progress counts the codes of the job, and not %s', async (_, content) => {
  expect(await linesFor(content)).toEqual(['1 of 1 code, 4 requests, 0 refused\n']);
});

describe('the choices of the sidebar', () => {
  test('a column and a header row are pointed out, and rows have the numbers of the file', async () => {
    const file = 'Name,URL\nOur fair,\n\nNom,Lien\nOuverture,https://a.example/o\n\n,oops\n';
    const overrides = { headerRow: 4, name: 'Nom' };
    const { result } = await withFile(file, (sheet) => demo({ sheet, overrides }));
    expect(result.rows.map(({ row, name }) => [row, name])).toEqual([
      [5, 'Ouverture'],
      [7, ''],
    ]);
    expect(result.account.map(({ name }) => name)).toEqual(['Ouverture']);
  });

  test('are read from the command line, and a wrong one is refused with a sentence', async () => {
    const { overrides } = readOptions(['--column', 'name=Nom', '--column', 'tags=', '--header-row', '4']);
    expect(overrides).toEqual({ name: 'Nom', tags: '', headerRow: 4 });
    expect(() => readOptions(['--column', 'colour=Nom'])).toThrow(
      /^--column must be one of name, destination/,
    );
    expect(() => readOptions(['--header-row', '0'])).toThrow(/--header-row/);
    const run = withFile('Name,URL\nA,https://a.example\n', (sheet) =>
      demo({ sheet, overrides: { name: 'Nom' } }),
    );
    await expect(run).rejects.toThrow('The sheet has no column “Nom”. The headers are: Name, URL.');
  });
});
