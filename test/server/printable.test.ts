// The codes that can be printed, as the server lists them: which rows, what of each, and how a large sheet comes in parts.
import { ask, get, type Hand } from '../../sim/sidebar';
import {
  MAX_CELL,
  type PrintableCode,
  type PrintablePart,
  type PrintScope,
} from '../../src/shared/contract/print';
import { connected, createCodes, desk, SHEET, talks } from '../support/desk';

/** Every part of the list, as the page asks for them. */
function parts(hand: Hand, scope: PrintScope): PrintablePart[] {
  const found = [get(hand, 'listPrintable', { scope, from: null })];
  for (let from = found[0]?.next ?? null; from !== null; from = found.at(-1)?.next ?? null)
    found.push(get(hand, 'listPrintable', { scope, from }));
  return found;
}

const codes = (hand: Hand, scope: PrintScope): PrintableCode[] =>
  parts(hand, scope).flatMap((part) => part.codes);
const rows = (hand: Hand, scope: PrintScope): number[] => codes(hand, scope).map(({ row }) => row);

test('each row with a code is listed with its link, its picture and all its cells', () => {
  const made = connected(talks(2, ['City'], ['Ulm']));
  createCodes(made);
  made.world.user.setCells(SHEET, 'A4', [['Not yet', 'https://example.com/4', 'Bonn']]);
  const [part] = parts(made.world, 'sheet');
  expect(part?.sheet).toBe(SHEET);
  expect(part?.fileName).toBe(`Untitled spreadsheet - ${SHEET}`);
  expect(part?.headers.slice(0, 3)).toEqual(['Name', 'URL', 'City']);
  expect(part?.codes.map(({ row }) => row)).toEqual([2, 3]);
  const [code] = part?.codes ?? [];
  const born = made.qrius.codes[code?.id ?? ''];
  expect(code).toMatchObject({
    name: 'Talk 001',
    slug: born?.slug,
    shortUrl: `https://qrius.io/${born?.slug}`,
    destination: 'https://example.com/001',
  });
  expect(code?.imageUrl).toMatch(/^https?:/);
  expect(code?.cells).toHaveLength(part?.headers.length ?? 0);
  expect(code?.cells[2]).toBe('Ulm');
});

test('visible rows leave out what is hidden or filtered, selected rows too; all rows are all', () => {
  const made = connected(talks(8));
  createCodes(made);
  made.world.user.hideRow(SHEET, 3);
  made.world.user.setFilterHidden(SHEET, [5]);
  made.world.user.select(['A2:B5', 'A8']);
  expect(rows(made.world, 'sheet')).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rows(made.world, 'visible')).toEqual([2, 4, 6, 7, 8, 9]);
  expect(rows(made.world, 'selection')).toEqual([2, 4, 8]);
});

test('imported rows are listed, without a key and without a request to Qrius', () => {
  const sheets = [
    { name: SHEET, rows: talks(3) },
    { name: 'Second', rows: [] },
  ];
  const made = connected([], { world: { document: { sheets } } });
  createCodes(made);
  made.world.user.select(['A1'], 'Second');
  expect(ask(made.world, 'importCodes', null)).toMatchObject({ ok: true, value: { done: 3 } });
  get(made.world, 'forgetKey', null);
  made.batches.length = 0;
  const listed = codes(made.world, 'visible');
  expect(listed.map(({ name }) => name).sort()).toEqual(['Talk 001', 'Talk 002', 'Talk 003']);
  expect(new Set(listed.map(({ shortUrl }) => shortUrl)).size).toBe(3);
  expect(made.batches).toEqual([]);
});

test('a sheet without the columns says which one is missing; nothing is listed', () => {
  const made = desk([['Fruit'], ['Pear']]);
  expect(ask(made.world, 'listPrintable', { scope: 'sheet', from: null })).toMatchObject({
    ok: false,
    failure: { code: 'columns-missing' },
  });
});

describe('a large sheet', () => {
  const COUNT = 4_000;
  const long = 'x'.repeat(600);
  const large = () =>
    desk([
      ['Name', 'URL', 'QR ID', 'Short URL', 'Note', 'More'],
      ...Array.from({ length: COUNT }, (_, n) => [
        `Tree ${n}`,
        `https://example.com/${n}`,
        `id-${n}`,
        `https://qrius.io/t${n}`,
        long,
        long,
      ]),
    ]);

  test('comes in parts that a reply can carry, each row once and in order', () => {
    const { world } = large();
    const found = parts(world, 'sheet');
    expect(found.length).toBeGreaterThan(2);
    for (const part of found) expect(JSON.stringify(part).length).toBeLessThan(2_500_000);
    const listed = found.flatMap((part) => part.codes);
    expect(listed.map(({ row }) => row)).toEqual(Array.from({ length: COUNT }, (_, n) => n + 2));
    expect(listed[0]?.cells[4]).toHaveLength(MAX_CELL);
  });

  test('takes at most seconds a part where each row is asked whether it is hidden', () => {
    const { world } = large();
    let from: PrintablePart['next'] = null;
    let listed = 0;
    do {
      const began = world.now();
      const part: PrintablePart = get(world, 'listPrintable', { scope: 'visible', from });
      expect(world.now() - began).toBeLessThan(20_000);
      listed += part.codes.length;
      from = part.next;
    } while (from !== null);
    expect(listed).toBe(COUNT);
  });

  test('that changes between two parts is not listed half old, half new', () => {
    const { world } = large();
    const { next } = get(world, 'listPrintable', { scope: 'sheet', from: null });
    world.user.insertRowAbove(SHEET, 2);
    expect(ask(world, 'listPrintable', { scope: 'sheet', from: next })).toMatchObject({
      ok: false,
      failure: { code: 'target-changed', message: expect.stringContaining('Try again') },
    });
  });
});

test('the menu and the page open the dialog “Print or download codes”, before any key is set', () => {
  const html = { Print: '<p>print</p>', Sidebar: '<body data-view="home"></body>' };
  const { world } = desk(talks(1), { world: { html } });
  world.clickMenu('Print or download codes');
  get(world, 'openPrint', null);
  expect(world.shown).toMatchObject([
    { kind: 'dialog', title: 'Print or download codes', html: html.Print, modal: false },
    { kind: 'dialog', title: 'Print or download codes', html: html.Print, modal: false },
  ]);
});
