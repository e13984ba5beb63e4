// The sheet: which columns are read and written, which rows are asked for, and what is checked before anything is sent.
import type { Cell } from '../../../sim/apps-script/cells';
import { insertColumns } from '../../../sim/apps-script/structure';
import type { World } from '../../../sim/apps-script/world';
import { ask, get } from '../../../sim/sidebar';
import { bodies, connected, counts, createCodes, type Desk, shownRows, talks } from '../../support/desk';
import { wrongRows } from './helper';

const OUTPUTS = ['Slug', 'QR ID', 'Short URL', 'QR code image', 'Status'];
/** Two questions and eight codes fit into the first window: a dozen rows need a wait, and two chunks. */
const TWO_CHUNKS = { qrius: { requestsPerMinute: 10 } };

const namesSent = (made: Desk) => bodies(made).map(({ name }) => name);

/** Cells of all columns that the add-on does not fill in, with their formulas, formats and links. */
function foreignCells(world: World): Array<Array<Cell | undefined>> {
  const ours = (world.table()[0] ?? []).flatMap((header, column) =>
    OUTPUTS.includes(header) ? [column] : [],
  );
  return (world.state.document?.sheets[0]?.rows ?? [])
    .slice(0, world.table().length)
    .map(({ cells }) =>
      Array.from({ length: 12 }, (_, column) => (ours.includes(column) ? undefined : cells[column])),
    );
}

describe('headers', () => {
  test.each<[title: string, rows: string[][], says: RegExp]>([
    [
      'two could be the name',
      [
        ['Name', 'Title', 'URL'],
        ['a', 'b', 'https://example.com'],
      ],
      /“Name” and “Title” could each be the name column\. Choose one under Columns\.$/,
    ],
    [
      'two could be the ID',
      [
        ['Name', 'URL', 'QR ID', 'Qrius ID'],
        ['a', 'https://example.com', '', ''],
      ],
      /“QR ID” and “Qrius ID” could each be the QR ID column.*The headers are: Name, URL, QR ID, Qrius ID\./,
    ],
    [
      'the destination is missing',
      [
        ['Name', 'Room'],
        ['a', 'b'],
      ],
      /needs a destination \(a column called URL, Link,.*The headers are: Name, Room\./,
    ],
    [
      'the name is missing',
      [['URL'], ['https://example.com']],
      /needs a name \(a column called Name, Title or Label\).*The headers are: URL\./,
    ],
    ['the sheet is empty', [], /This sheet is empty\. Its first row needs a name .* and a destination/],
    [
      'there are only titles',
      [
        ['Our conference', ''],
        ['Day 1', ''],
      ],
      /needs a destination .*The headers are: Our conference\./,
    ],
  ])('nothing is sent or written where %s', (_, rows, says) => {
    const made = connected(rows);
    const before = made.world.table();
    expect(createCodes(made)).toMatch(says);
    expect(made.batches).toEqual([]);
    expect(made.world.table()).toEqual(before);
  });

  test('count without case, accents and punctuation, and below empty rows', () => {
    const made = connected([
      ['', ''],
      ['', ''],
      ['  TÍTLE: ', 'Web-Page', 'back half', 'Tägs!'],
      ['a', 'https://example.com/a', 'sa', 'x;y'],
    ]);
    createCodes(made);
    expect(bodies(made)).toEqual([
      { name: 'a', destinationUrl: 'https://example.com/a', slug: 'sa', tags: ['x', 'y'] },
    ]);
    expect(made.world.table()[2]?.slice(4)).toEqual(['QR ID', 'Short URL', 'QR code image', 'Status']);
    expect(made.world.table()[3]?.[7]).toBe('Created');
  });

  test('of output columns are found in any order and among others, and no other cell changes', () => {
    const headers = [
      'Status',
      'Notes',
      'QR ID',
      'Name',
      'Short URL',
      'Day',
      'URL',
      'QR code image',
      'Price',
      'Slug',
      'Sum',
    ];
    const rows = Array.from({ length: 12 }, (_, index) => [
      ...['', `note ${index}`, '', `Talk ${index}`, '', '2026-03-01', `https://example.com/${index}`],
      ...['', '$12.50', index % 3 === 0 ? `s-${index}` : '', `=D${index + 2}&"!"`],
    ]);
    const made = connected([headers, ...rows], TWO_CHUNKS);
    const before = foreignCells(made.world);
    expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0 });
    expect(wrongRows(made)).toEqual([]);
    expect(foreignCells(made.world)).toEqual(before);
    expect(made.world.table()[0]).toEqual(headers);
    expect(
      made.world
        .values()
        .filter((_, index) => index % 3 === 1)
        .map((row) => row[9]),
    ).toEqual(['s-0', 's-3', 's-6', 's-9']);
  });

  test('of output columns are added at the right where they are missing, also where the grid ends', () => {
    const rows = talks(3, ['Notes', 'Short URL'], ['n', '']);
    const made = connected(rows, {
      world: { document: { sheets: [{ name: 'Sheet1', rows, maxColumns: 4, maxRows: 4 }] } },
    });
    const before = foreignCells(made.world);
    expect(counts(createCodes(made))).toMatchObject({ created: 3 });
    expect(made.world.table()[0]).toEqual([
      'Name',
      'URL',
      'Notes',
      'Short URL',
      'Slug',
      'QR ID',
      'QR code image',
      'Status',
    ]);
    expect(made.world.state.document?.sheets[0]).toMatchObject({ maxColumns: 8, maxRows: 4 });
    expect(wrongRows(made)).toEqual([]);
    expect(foreignCells(made.world).map((cells) => cells.slice(0, 3))).toEqual(
      before.map((cells) => cells.slice(0, 3)),
    );
  });

  test('a Status column with words of the user’s own is not touched, and one more is added, as the check says', () => {
    const made = connected(talks(2, ['Status'], ['confirmed']));
    expect(get(made.world, 'checkRows', { scope: 'sheet' }).beside).toEqual([
      { users: 'Status', added: 'QR status' },
    ]);
    expect(counts(createCodes(made))).toMatchObject({ created: 2, failed: 0 });
    expect(shownRows(made.world)).toMatchObject([
      { Status: 'confirmed', 'QR status': 'Created' },
      { Status: 'confirmed', 'QR status': 'Created' },
    ]);
  });

  test('cells that are merged while codes are created cost no second code, once they are unmerged', () => {
    const made = connected([
      ['Name', 'URL', 'QR ID', 'Short URL', 'QR code image', 'Status'],
      ...talks(2).slice(1),
    ]);
    const [sheet] = made.world.state.document?.sheets ?? [];
    const area = { row: 2, column: 3, rows: 2, columns: 1 };
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 1 },
      when: 'before',
      do: { kind: 'act', act: () => sheet?.merges.push({ area }) },
    });
    expect(counts(createCodes(made))).toMatchObject({ created: 1 });
    expect(shownRows(made.world)[1]?.Status).toMatch(/its QR ID qr_\w+ did not stay in its cell/);
    sheet?.merges.splice(0);
    createCodes(made);
    expect(Object.keys(made.qrius.codes)).toHaveLength(2);
    expect(wrongRows(made)).toEqual([]);
  });

  test.each(['Utilities.sleep', 'UrlFetchApp.fetchAll'])(
    'a column inserted at the left during %s moves the others, and the job follows them',
    (name) => {
      const made = connected(talks(12), TWO_CHUNKS);
      const insert = (world: World) => insertColumns(world.state.document?.sheets[0] as never, 1);
      const nth = name === 'Utilities.sleep' ? 1 : 2;
      made.world.faults.push({ at: { name, nth }, when: 'before', do: { kind: 'act', act: insert } });
      expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0, waiting: 0 });
      expect(made.world.table()[0]).toEqual(['', 'Name', 'URL', ...OUTPUTS]);
      expect(
        made.world
          .table()
          .slice(1)
          .map((row) => row[0])
          .join(''),
      ).toBe('');
      expect(wrongRows(made)).toEqual([]);
    },
  );

  test.each([
    ['G1', 'Status', 'Utilities.sleep', 1],
    ['G1', 'Status', 'UrlFetchApp.fetchAll', 2],
    ['A1', 'Name', 'UrlFetchApp.fetchAll', 3],
    ['D1', 'QR ID', 'SpreadsheetApp.flush', 2],
  ] as const)(
    '%s (%s) renamed during %s pauses the job, and put back it continues',
    (cell, header, name, nth) => {
      const made = connected(talks(12), TWO_CHUNKS);
      const rename = { kind: 'setCell', sheet: 'Sheet1', cell, text: 'Mine' } as const;
      made.world.faults.push({ at: { name, nth }, when: 'before', do: rename });
      const said = createCodes(made);
      expect(said).toMatch(/The job pauses\./);
      expect(said).toContain(`“${header}”`);
      expect(said).toMatch(/Restore the header that was changed\./);
      made.world.user.setCell('Sheet1', cell, header);
      expect(counts(createCodes(made))).toMatchObject({ created: 12, failed: 0, waiting: 0 });
      expect(Object.keys(made.qrius.codes)).toHaveLength(12);
      expect(wrongRows(made)).toEqual([]);
    },
  );
});

describe('rows', () => {
  const ten = talks(10, OUTPUTS.slice(1));

  test.each<[title: string, ranges: string[], sent: number[]]>([
    ['several ranges', ['A2:B3', 'D6', 'A9:A9'], [1, 2, 5, 8]],
    ['ranges that overlap', ['A2:A4', 'B3:B5'], [1, 2, 3, 4]],
    ['whole columns', ['B:C'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
    ['whole rows, and the header with them', ['1:2', '11:900'], [1, 10]],
  ])('of a selection of %s', (_, ranges, sent) => {
    const made = connected(ten);
    made.world.user.select(ranges);
    expect(counts(createCodes(made, 'selection'))).toMatchObject({ created: sent.length });
    expect(namesSent(made)).toEqual(sent.map((number) => ten[number]?.[0]));
    expect(shownRows(made.world).map((row) => row.Status !== '')).toEqual(
      Array.from({ length: 10 }, (_unused, index) => sent.includes(index + 1)),
    );
  });

  test.each<[title: string, ranges: string[]]>([
    ['the header', ['A1:D1']],
    ['nothing', []],
    ['rows below the last', ['A12:C40']],
  ])('are none where %s is selected, and nothing is sent', (_, ranges) => {
    const made = connected(ten);
    made.world.user.select(ranges);
    expect(createCodes(made, 'selection')).toMatch(
      /No row with content is selected\. Select cells in the rows that need codes/,
    );
    expect(made.batches).toEqual([]);
  });

  test.each(['selection', 'sheet'] as const)(
    'hidden by hand or by a filter are left out of the %s',
    (scope) => {
      const made = connected(ten);
      made.world.user.select(['A:A']);
      made.world.user.hideRow('Sheet1', 3);
      made.world.user.setFilterHidden('Sheet1', [5, 6]);
      expect(counts(createCodes(made, scope))).toMatchObject({ created: 7, waiting: 0 });
      const hidden = ['Talk 002', 'Talk 004', 'Talk 005'];
      expect(namesSent(made).filter((name) => hidden.includes(String(name)))).toEqual([]);
      expect(
        shownRows(made.world)
          .filter((row) => row.Status === '')
          .map((row) => row.Name),
      ).toEqual(hidden);
    },
  );

  test('that are empty or have an ID are not sent; those with an ID are counted', () => {
    const rows = talks(6, ['Tags', 'QR ID'], ['', '']);
    rows[2] = ['Talk 002', 'https://example.com/002', '', 'qr_before'];
    rows[4] = ['', '', '', ''];
    rows.splice(6, 0, ['', '', '', '']);
    const made = connected(rows);
    expect(counts(createCodes(made))).toEqual({ created: 4, already: 1, failed: 0, waiting: 0, left: 0 });
    expect(namesSent(made)).toEqual(['Talk 001', 'Talk 003', 'Talk 005', 'Talk 006']);
    expect(shownRows(made.world)[1]).toMatchObject({ 'QR ID': 'qr_before', Status: '', 'Short URL': '' });
    expect(made.world.table()[4]?.join('')).toBe('');
    const sent = made.batches.length;
    expect(createCodes(made)).toMatch(/^Nothing to create\.$/);
    expect(made.batches).toHaveLength(sent);
  });

  test('of the sheet that the user looks at', () => {
    const sheets = ['First', 'Second'].map((name) => ({ name, rows: talks(2) }));
    const made = connected([], { world: { document: { sheets } } });
    made.world.user.select(['A2:A3'], 'Second');
    createCodes(made, 'selection');
    expect(wrongRows(made, 'Second')).toEqual([]);
    expect(made.world.table('First')).toEqual(talks(2));
  });
});

describe('before anything is sent', () => {
  const far = `https://example.com/${'x'.repeat(2048)}`;
  const UNFIT: Array<[name: string, url: string, slug: string, says: string]> = [
    ['', 'https://example.com/1', '', 'Not sent: the name is missing.'],
    ['a', '', '', 'Not sent: the destination is missing.'],
    ['b', far, '', `Not sent: the destination has ${far.length} characters, but at most 2048 are allowed.`],
    [
      'c',
      'https://example.com/a b',
      '',
      'Not sent: the destination contains a space. Remove it, or write %20 if it belongs to the address.',
    ],
    ['d', 'https://example.com/a\nb', '', 'Not sent: the destination contains a line break. Remove it.'],
    [
      'e',
      'example.com/room',
      '',
      'Not sent: the destination is missing https://. Did you mean https://example.com/room?',
    ],
    ['f', 'https:///room', '', 'Not sent: the destination has no proper host after http:// or https://.'],
    [
      'g',
      'javascript:alert(1)',
      '',
      'Not sent: the destination must begin with http:// or https://, not with “javascript:”. Only web addresses can become codes.',
    ],
    [
      'h',
      'room 5',
      '',
      'Not sent: the destination contains a space. Remove it, or write %20 if it belongs to the address.',
    ],
    [
      'i',
      'tomorrow',
      '',
      'Not sent: the destination is not a web address. It must begin with http:// or https://. Only web addresses can become codes. If it is a smart chip, paste its address instead.',
    ],
    [
      'j',
      'https://example.com/j',
      'ä b',
      'Not sent: the slug “ä b” can contain only letters, numbers, - and _.',
    ],
    [
      'k',
      'https://example.com/k',
      'same',
      'Not sent: rows 13 and 14 have the same slug, “same”. Slugs must be unique.',
    ],
    [
      'l',
      'https://example.com/l',
      'same',
      'Not sent: rows 13 and 14 have the same slug, “same”. Slugs must be unique.',
    ],
  ];
  const headers = ['Name', 'URL', 'Slug'];

  test('each row that must be fixed says how, and does not stop the others', () => {
    const made = connected([
      headers,
      ...UNFIT.map(([name, url, slug]) => [name, url, slug]),
      ['ok', 'https://example.com/ok', ''],
    ]);
    const said = createCodes(made);
    expect(get(made.world, 'getJob', null)?.faults.map(({ sentence }) => sentence)).toEqual(
      UNFIT.map(([, , , says]) => says),
    );
    expect(shownRows(made.world).map((row) => row.Status)).toEqual([
      ...UNFIT.map(([, , , says]) => says),
      'Created',
    ]);
    expect(namesSent(made)).toEqual(['ok']);
    expect(counts(said)).toEqual({ created: 1, already: 0, failed: UNFIT.length, waiting: 0, left: 0 });
    made.world.user.setCell('Sheet1', 'B7', 'https://example.com/room');
    made.world.user.setCell('Sheet1', 'C13', 'another');
    expect(counts(createCodes(made))).toMatchObject({ created: 3, already: 1, failed: UNFIT.length - 3 });
  });

  test('a row that says already what is to be fixed is not written again', () => {
    const made = connected([headers, ['a', 'nowhere', '']]);
    createCodes(made);
    const before = made.world.history.length;
    createCodes(made);
    const calls = made.world.history.slice(before).flatMap((one) => one.calls.map(({ name }) => name));
    expect(calls).not.toContain('Range.setValues');
    expect(shownRows(made.world)[0]?.Status).toMatch(/^Not sent: /);
  });

  test('where no row is fit, not even the plan is asked for', () => {
    const made = connected([headers, ...UNFIT.map(([name, url, slug]) => [name, url, slug])]);
    expect(counts(createCodes(made))).toMatchObject({ created: 0, failed: UNFIT.length });
    expect(made.batches).toEqual([]);
  });
});

test.each([
  ['name', '=RAND()', 'https://example.com/1'],
  ['URL', 'Fixed', '="https://example.com/?t="&NOW()'],
])(
  'a row whose %s is computed again with each write is not sent, says why, and keeps nobody else',
  (_, name, url) => {
    const made = connected([...talks(2), [name, url], ...talks(3).slice(3)]);
    const told =
      'Not sent: Edited after you started, or a formula in this row gives something else each time. Replace such a formula with its value, and run again.';
    for (const said of ['3 created', '3 already there']) {
      expect(createCodes(made)).toContain(said);
      expect(shownRows(made.world).map(({ Status }) => Status)).toEqual([
        'Created',
        'Created',
        told,
        'Created',
      ]);
    }
    expect(Object.keys(made.qrius.codes)).toHaveLength(3);
    const { fingerprint } = get(made.world, 'checkRows', { scope: 'sheet' });
    made.world.user.setCell('Sheet1', 'J9', 'anything');
    const order = { scope: 'sheet', conflict: 'suffix', images: false, most: null } as const;
    expect(ask(made.world, 'createCodes', order, { fingerprint })).toMatchObject({
      failure: { message: expect.stringMatching(/changed since .* replace it with its value\.$/) },
    });
    made.world.user.setCells('Sheet1', 'A4', [['Fixed', 'https://example.com/fixed']]);
    expect(createCodes(made)).toContain('1 created');
  },
);
