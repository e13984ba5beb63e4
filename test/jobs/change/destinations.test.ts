// Destinations: one for all rows, or what the URL column says; and what stands in cells, in the account and on the wire afterwards.
import { ask } from '../../../sim/sidebar';
import { NEW, SHEET } from '../../support/desk';
import { act, changing, code, coded, groups, row, status } from './helper';

describe('one destination for all', () => {
  const request = { kind: 'destination', url: NEW } as const;

  test('250 codes take three requests, and cells and account agree', () => {
    const made = coded(250);
    expect(act(made, { request })).toBe(
      'Done. 250 updated, 0 already there, 0 failed, 0 waiting, 0 left out.',
    );
    expect(groups(made).map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(new Set(groups(made).flat()).size).toBe(250);
    expect(Object.values(made.qrius.codes).every(({ destinationUrl }) => destinationUrl === NEW)).toBe(true);
    const rows = made.world.table().slice(1);
    expect(new Set(rows.map((cells) => `${cells[1]} ${cells[5]}`))).toEqual(
      new Set([`${NEW} Changed: destination`]),
    );
  });

  test('a code that leads there already is not sent, and its cell follows', () => {
    const made = coded(3);
    code(made, 2).destinationUrl = NEW;
    expect(act(made, { request })).toMatch(/^Done\. 2 updated, 1 already there, 0 failed/);
    expect(groups(made)).toEqual([[made.ids[0], made.ids[2]]]);
    expect(row(made, 3).slice(1)).toEqual([NEW, 'a', made.ids[1], expect.any(String), 'Taken from Qrius']);
  });

  test('a formula in the cell is left, and Status says so', () => {
    const made = coded(3);
    made.world.user.setCell(SHEET, 'B2', '="https://example.com/"&"001"');
    made.world.user.setCell(SHEET, 'B3', '="https://example.com/"&"002"');
    code(made, 2).destinationUrl = NEW;
    act(made, { request });
    expect(made.world.formulas()[1]?.[1]).toBe('="https://example.com/"&"001"');
    expect(made.world.formulas()[2]?.[1]).toBe('="https://example.com/"&"002"');
    const note = `The destination cell has a formula and was left as it is: the code has “${NEW}”.`;
    expect([2, 3, 4].map((number) => status(made, number))).toEqual([
      `Changed: destination. ${note}`,
      `Taken from Qrius. ${note}`,
      'Changed: destination',
    ]);
    expect(code(made, 1).destinationUrl).toBe(NEW);
  });

  test('a cell that was typed in during the run is left, and Status says so; one that differed before follows', () => {
    const made = coded(3);
    made.world.user.setCell(SHEET, 'B4', 'https://example.com/before');
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'setCell', cell: 'B2', text: 'https://example.com/typed' },
    });
    act(made, { request });
    expect(row(made, 2)[1]).toBe('https://example.com/typed');
    expect(status(made, 2)).toBe(
      `Changed: destination. The destination cell was edited since: the code has “${NEW}”.`,
    );
    expect(row(made, 3)[1]).toBe(NEW);
    expect([row(made, 4)[1], status(made, 4)]).toEqual([NEW, 'Changed: destination']);
  });

  test('an address that is none is refused, and nothing is sent', () => {
    const made = coded(2);
    expect(act(made, { request: { kind: 'destination', url: 'example' } })).toBe(
      'The new destination is not a web address. It must begin with http:// or https://. Only web addresses can become codes.',
    );
    expect(changing(made)).toEqual([]);
  });
});

describe('the URL column', () => {
  const request = { kind: 'column' } as const;
  const type = (made: ReturnType<typeof coded>, urls: string[]) =>
    made.world.user.setCells(
      SHEET,
      'B2',
      urls.map((url) => [url]),
    );

  test('rows are grouped by URL, then by a hundred, and unchanged rows are not sent', () => {
    const made = coded(160);
    type(
      made,
      made.ids.map((_, at) =>
        at < 120 ? `${NEW}/a` : at < 150 ? `${NEW}/b` : `https://example.com/${at + 1}`,
      ),
    );
    expect(act(made, { request })).toMatch(/^Done\. 150 updated, 10 already there/);
    expect(changing(made).map(({ body }) => [body.destinationUrl, body.qrCodeIds.length])).toEqual([
      [`${NEW}/a`, 100],
      [`${NEW}/a`, 20],
      [`${NEW}/b`, 30],
    ]);
    expect(code(made, 121).destinationUrl).toBe(`${NEW}/b`);
  });

  test('a row that cannot be sent says why', () => {
    const made = coded(3);
    type(made, ['', 'ftp://example.com', NEW]);
    expect(act(made, { request })).toMatch(/^Done\. 1 updated, 0 already there, 2 failed/);
    expect(status(made, 2)).toBe('Not changed: the destination is missing.');
    expect(status(made, 3)).toMatch(/^Not changed: the destination must begin with http:\/\/ or https:\/\//);
    expect(code(made, 1).destinationUrl).toBe('https://example.com/001');
  });

  test('an edit during the run is left, and Status says what was sent', () => {
    const made = coded(2);
    type(made, [`${NEW}/1`, `${NEW}/2`]);
    made.world.faults.push({
      at: { name: 'UrlFetchApp.fetchAll', nth: 2 },
      when: 'after',
      do: { kind: 'setCell', cell: 'B2', text: 'https://example.com/typed' },
    });
    act(made, { request });
    expect(row(made, 2)[1]).toBe('https://example.com/typed');
    expect(status(made, 2)).toBe(
      `Changed: destination. The destination cell was edited since: the code has “${NEW}/1”.`,
    );
    expect(code(made, 1).destinationUrl).toBe(`${NEW}/1`);
  });
});

describe('which rows', () => {
  const request = { kind: 'destination', url: NEW } as const;
  const sent = (made: ReturnType<typeof coded>) =>
    groups(made)
      .flat()
      .map((id) => made.ids.indexOf(id) + 2);

  test('all ranges of the selection; hidden rows only where they are asked for', () => {
    const made = coded(9);
    made.world.user.hideRow(SHEET, 4);
    made.world.user.setFilterHidden(SHEET, [9]);
    made.world.user.select(['A3:B4', 'B8', 'A9:A10']);
    expect(act(made, { request, scope: 'selection' })).toMatch(/^Done\. 3 updated, .* 2 left out\.$/);
    expect(sent(made)).toEqual([3, 8, 10]);
    act(made, { request: { kind: 'destination', url: `${NEW}/2` }, scope: 'selection', hidden: true });
    expect(sent(made).slice(3)).toEqual([3, 4, 8, 9, 10]);
  });

  test('an ID in two rows is sent once, and both rows are told; rows without one are counted and left out', () => {
    const made = coded(3);
    made.world.user.copyRow(SHEET, 2);
    made.world.user.setCell(SHEET, 'A7', 'No code yet');
    expect(act(made, { request })).toBe('Done. 4 updated, 0 already there, 0 failed, 0 waiting, 1 left out.');
    expect(groups(made)).toEqual([made.ids]);
    expect([2, 3, 4, 5].map((number) => [row(made, number)[1], status(made, number)])).toEqual(
      Array.from({ length: 4 }, () => [NEW, 'Changed: destination']),
    );
    expect(row(made, 7).join()).toBe('No code yet,,,,,');
  });

  test.each<[string, (made: ReturnType<typeof coded>) => void, RegExp]>([
    [
      'the header row alone',
      ({ world }) => world.user.select(['A1:F1']),
      /^No codes selected\. Select rows that have a QR code\.$/,
    ],
    [
      'empty rows',
      ({ world }) => world.user.select(['A90:B95']),
      /^No codes selected\. Select rows that have a QR code\.$/,
    ],
    [
      'a row without a code',
      ({ world }) => {
        world.user.setCell(SHEET, 'A20', 'No code');
        world.user.select(['A20']);
      },
      /^Nothing to change: 1 without a code\.$/,
    ],
  ])('%s: a sentence, and nothing is sent', (_, select, sentence) => {
    const made = coded(2);
    select(made);
    const order = { request, scope: 'selection', hidden: false } as const;
    expect(act(made, order)).toMatch(sentence);
    expect(ask(made.world, 'previewChange', order)).toMatchObject({ ok: true, value: { codes: 0 } });
    expect(changing(made)).toEqual([]);
    expect(made.world.table()[1]?.[5]).toBe('Created');
  });

  test('a selection on another sheet means that sheet, and nothing of this one is sent', () => {
    const made = coded(2);
    made.world.user.edit({ kind: 'insertSheet', name: 'Other' });
    made.world.user.select(['A2'], 'Other');
    expect(act(made, { request, scope: 'selection' })).toMatch(
      /^This sheet is empty\. Its first row needs a name/,
    );
    expect(changing(made)).toEqual([]);
  });
});
