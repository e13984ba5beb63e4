// A column with a header of the add-on’s is a user’s own where its cells hold what the add-on never wrote.
import type { CellValue } from '../../../src/table/cells';
import { foreignRoles, SCAN_QUEUED } from '../../../src/table/ownership';
import type { AddedRole } from '../../../src/table/roles';
import { readRows } from '../../../src/table/rows';
import * as status from '../../../src/table/status';
import { findColumns } from '../../../src/table/understand';

type FormulaCell = { formula: string };
const isFormulaCell = (cell: CellValue | FormulaCell): cell is FormulaCell =>
  typeof cell === 'object' && 'formula' in cell;

describe('a column with a name of the add-on’s', () => {
  const REFRESHED = { date: Date.UTC(2027, 0, 4) };
  const PICTURE = { formula: '=IMAGE("https://api.qrius.io/1.svg")' };

  /** The roles that are a user's own. Each row has a cell for each header. */
  const foreign = (
    headers: readonly string[],
    rows: Array<Array<CellValue | FormulaCell>>,
    mode: 'text' | 'value' = 'value',
  ): AddedRole[] => {
    const cells = rows.map((row) => ['Talk', 'https://a.example/', ...row]);
    const grid = [
      ['Name', 'URL', ...headers],
      ...cells.map((row) => row.map((cell): CellValue => (isFormulaCell(cell) ? '' : cell))),
    ];
    const formulas = [
      [],
      ...cells.map((row) => row.map((cell) => (isFormulaCell(cell) ? cell.formula : ''))),
    ];
    const columns = findColumns(grid);
    return foreignRoles({ grid, columns, formulas, rows: readRows(grid, columns), mode });
  };

  test.each<[string, string[], Array<Array<CellValue | FormulaCell>>, AddedRole[]]>([
    ['Status, blank', ['QR ID', 'Status'], [['', '']], []],
    [
      'Status with words of the add-on',
      ['QR ID', 'Status'],
      [
        ['q1', status.CREATED],
        ['', 'confirmed'],
      ],
      [],
    ],
    ['Status with words of its first version', ['QR ID', 'Status'], [['q1', 'Brought from Qrius']], []],
    [
      'Status with a user’s own words',
      ['QR ID', 'Status'],
      [
        ['', 'confirmed'],
        ['', ''],
      ],
      ['status'],
    ],
    ['Status with our word in a sheet that never had IDs', ['Status'], [['Created']], ['status']],
    [
      'Status with a formula',
      ['QR ID', 'Status'],
      [
        ['q1', 'Created'],
        ['', { formula: '=A2' }],
      ],
      ['status'],
    ],
    ['Short URL of rows with IDs', ['QR ID', 'Short URL'], [['q1', 'https://qrius.io/1']], []],
    ['Short URL of rows without', ['QR ID', 'Short URL'], [['', 'https://bit.example/1']], ['shortUrl']],
    ['QR ID with IDs that a user pasted', ['QR ID'], [['mine']], []],
    ['QR ID that a formula fills in', ['QR ID'], [[{ formula: '=A2' }]], ['id']],
    [
      'QR ID with one formula among codes',
      ['QR ID', 'Short URL'],
      [
        ['q1', 'https://qrius.io/1'],
        [{ formula: '=A2' }, ''],
      ],
      [],
    ],
    [
      'QR code with a picture',
      ['QR ID', 'QR code'],
      [
        ['q1', PICTURE],
        ['', 'later'],
      ],
      [],
    ],
    ['QR code with a user’s notes', ['QR ID', 'QR code'], [['q1', 'printed']], ['image']],
    ['QR code with another formula', ['QR ID', 'QR code'], [['q1', { formula: '=A2' }]], ['image']],
    [
      'Slug, whatever it holds',
      ['QR ID', 'Slug'],
      [
        ['', 'mine'],
        ['', { formula: '=A2' }],
      ],
      [],
    ],
    ['Scans of refreshed rows', ['QR ID', 'Scans', 'Scans as of'], [['q1', 3, REFRESHED]], []],
    ['Scans of rows that wait', ['QR ID', 'Scans', 'Scans as of'], [['q1', 3, SCAN_QUEUED]], []],
    ['Scans with numbers of a user’s', ['QR ID', 'Scans'], [['q1', 3]], ['scans']],
    ['Scans with formulas', ['QR ID', 'Scans'], [['q1', { formula: '=B2' }]], ['scans']],
    [
      'Scans with a formula in a refreshed row, and no number',
      ['QR ID', 'Scans', 'Scans as of'],
      [['q1', { formula: '=B2' }, REFRESHED]],
      ['scans'],
    ],
    [
      'Scans with one number of the add-on’s beside a formula',
      ['QR ID', 'Scans', 'Scans as of'],
      [
        ['q1', 3, REFRESHED],
        ['q2', { formula: '=B2' }, ''],
      ],
      [],
    ],
    [
      'Scans with a total below the codes',
      ['QR ID', 'Scans'],
      [
        ['q1', ''],
        ['', { formula: '=SUM(B2)' }],
      ],
      [],
    ],
    ['Scans as of with dates of a user’s', ['QR ID', 'Scans as of'], [['q1', '2026-03-14']], ['scansAsOf']],
    ['Scans in a sheet without codes', ['Scans'], [[3]], []],
  ])('%s', (_, headers, rows, roles) => {
    expect(foreign(headers, rows)).toEqual(roles);
  });

  test.each([
    ['a moment read as text', '2027-01-04 9:00', 'text', []],
    ['the same text where values are read', '2027-01-04 9:00', 'value', ['scans', 'scansAsOf']],
    ['another text', 'May', 'text', ['scans', 'scansAsOf']],
  ] as const)('Scans beside %s', (_, asOf, mode, roles) => {
    expect(foreign(['QR ID', 'Scans', 'Scans as of'], [['q1', '3', asOf]], mode)).toEqual(roles);
  });

  test('holds words of the add-on under every wording that it ever had', () => {
    const words = [
      ...[
        status.queued(0),
        status.creating('k3f9-1a2b3', 1),
        status.unconfirmed('k3f9-1a2b3', 0),
        status.CREATED,
      ],
      ...[status.USED_MINE, status.createdWithSlug('a', 'b'), status.createdFrom('a', 'b'), status.COPY],
      ...[status.invalid('x'), status.failed('x'), status.STOPPED, status.NOT_FOUND, status.CHANGE_QUEUED],
      ...[
        status.NOT_REACHED,
        status.NOT_CONFIRMED,
        status.FOLLOWS_QRIUS,
        status.IMPORTED,
        status.notChanged('x'),
      ],
      ...[status.changed(['tags']), status.changed(['paused']), status.changed(['activated'])],
      ...[status.changed(['deleted']), status.changed(['switched'])],
      'In doubt k3f9-1a2b3: Qrius did not say whether this code was made. Go on in the sidebar to find out.',
      'Gone: Qrius has no such code any more. The scan counts are the last ones known.',
      'Brought from Qrius',
      'Created before: the slug already led to the same place, and its code is used',
      'Created, but the row was edited meanwhile: the code was made for “a”, leading to https://example.com/',
      'Created with the slug “a”, which the row had when it was sent',
      'Not created: this row is a copy of one that was being created. Run again to make a code for it too.',
      'Unconfirmed (try 2) k3f9-1a2b3-x7w2m9q: Qrius didn’t reply. Open the sidebar to check.',
      'Failed: rows moved during a write, and another row’s code was written here. It is back in its row.',
      'Failed: this row had a slug when it was sent, and it was removed, or overwritten when rows moved.',
      'Changed: destination, tags',
      'Restored: destination',
      'Paused. Change queued',
      status.skipped('x'),
    ];
    // Each constant is a whole Status, but for the end of one.
    const constants = Object.entries(status).flatMap(([name, text]) =>
      typeof text === 'string' && name !== 'EDITED_IN_FLIGHT' ? [text] : [],
    );
    expect([...words, ...constants].filter((text) => !status.isOurs(text))).toEqual([]);
    // Old words mean what those of today mean.
    const state = (text: string) => [
      status.readMark(text).kind,
      ...[status.isFault(text), status.isChangeFault(text), status.isNotFound(text), status.saysNoCode(text)],
    ];
    const said = (word: string) => words.filter((text) => text.startsWith(word)).map(state);
    expect(said('In doubt')).toEqual([['doubt', true, false, false, true]]);
    expect(said('Unconfirmed')).toEqual(Array(2).fill(['doubt', true, false, false, true]));
    expect(said('Gone:')).toEqual(said('Not found'));
    expect(said('Not created:')).toEqual(Array(2).fill(['none', true, false, false, true]));
    expect(said('Failed:')).toEqual(Array(3).fill(['none', true, false, false, true]));
    expect(said('Created')).toEqual(Array(6).fill(['none', false, false, false, false]));
    expect(said('Brought from')).toEqual(said('Imported from'));
    const users = [
      'confirmed',
      'done',
      'Imported',
      'Not found',
      'Not found in our shop',
      'Reused',
      'change queued',
      'In progress',
      '',
    ];
    expect(users.filter((text) => status.isOurs(text) || status.isNotFound(text))).toEqual([]);
  });
});
