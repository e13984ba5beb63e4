// What the sidebar understands of each sheet, before anybody has chosen anything.
import { get } from '../../sim/sidebar';
import type { SheetView } from '../../src/shared/contract/sheet';
import { createCodes } from '../support/desk';
import { caseRows, deskWith } from './read';

const seen = (name: string): SheetView => get(deskWith(caseRows(name)).world, 'getHome', null).sheet;

/** The columns that were found, as `role: header`. */
function found({ columns }: SheetView): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

test.each<[string, number, Record<string, string>]>([
  ['a01', 1, { name: 'titre', destination: 'lien' }],
  ['a02', 1, { name: 'nombre', destination: 'url' }],
  ['a03', 1, { name: 'Nombre', destination: 'URL' }],
  ['a04', 1, { name: 'title', destination: 'url' }],
  ['a05', 1, { name: 'Nombre', destination: 'Enlace' }],
  ['a06', 1, { name: 'nome', destination: 'site' }],
  ['a10', 3, { name: 'Title', destination: 'URL' }],
  ['a16', 1, { name: 'Title', destination: 'Long URL', slug: 'Short code', tags: 'Tags' }],
  ['a18', 1, { name: 'title', destination: 'destination', slug: 'slug', tags: 'tags' }],
  ['a20', 1, { name: 'Title', destination: 'Long URL', slug: 'Custom back-half', tags: 'Tags' }],
  ['a22', 1, { name: 'Title', destination: 'Destination URL', slug: 'Slashtag', tags: 'Tags' }],
  ['a24', 1, { name: 'title', destination: 'url', slug: 'keyword' }],
  ['a26', 1, { name: 'Title', destination: 'Destination URL', tags: 'Tags' }],
  ['a27', 1, { name: 'Titel', destination: 'Webseite', tags: 'Schlagwörter' }],
  ['a28', 1, { name: 'イベント名', destination: 'URL' }],
  ['a32', 2, { name: 'Name', destination: 'Link' }],
  ['a33', 4, { name: 'Name', destination: 'URL' }],
  ['a34', 2, { name: 'Name', destination: 'URL' }],
  ['a36', 1, { name: 'Table', destination: 'Menu link' }],
  ['a39', 1, { name: 'Title', destination: 'Link', tags: 'Tags' }],
  ['a40', 1, { name: 'Name', destination: 'External URL', tags: 'Tags' }],
  ['a45', 1, { name: 'Nom', destination: 'Lien', tags: 'Étiquettes' }],
  ['a46', 1, { name: 'Name', destination: 'URL' }],
  ['e03', 1, { name: 'title', destination: 'originalURL', slug: 'path', tags: 'tags' }],
  ['e04', 1, { name: 'title', destination: 'url', slug: 'key', tags: 'tags' }],
  ['e06', 3, { name: 'Désignation', destination: 'Lien vers la notice' }],
  ['e07', 2, { name: 'Obra', destination: 'Ficha (URL)' }],
  [
    ...(['e09', 1] as const),
    {
      name: 'Wie heißt Ihr Angebot? *',
      destination: 'Unter welcher Internetadresse ist es zu finden? (mit https://) *',
    },
  ],
  ['e10', 1, { name: '1. Name', destination: '🔗 Link', tags: '🏷️ Tags' }],
  ['e11', 2, { name: 'Název přednášky', destination: 'Odkaz na stream' }],
  ['e12', 1, { name: 'Наименование товара', destination: 'Ссылка на товар' }],
  ['e13', 2, { name: '商品名', destination: '商品ページURL' }],
  ['e14', 1, { name: '活动名称（必填）', destination: '报名链接', tags: '标签' }],
  ['e15', 3, { name: 'Titolo dell’opera', destination: 'Pagina web' }],
  ['e16', 1, { name: 'Lokaal', destination: 'URL reserveren' }],
  ['e17', 1, { name: 'Nazwa produktu', destination: 'Adres strony' }],
  ['e18', 1, { name: 'Nome do evento', destination: 'Link de inscrição' }],
  ['e19', 1, { name: 'Product', destination: 'Link' }],
  ['e20', 1, { name: 'Proposal title', destination: 'URL', tags: 'Tags' }],
  ['e21', 1, { name: 'Asset Name', destination: 'Link to manual' }],
  ['e22', 1, { name: '产品名称', destination: '产品链接（https）' }],
  ['e23', 2, { name: 'Name', destination: 'URL', tags: 'Tags' }],
  ['e24', 1, { name: 'Recipe', destination: 'Link' }],
])('%s is understood: the headers are in row %i', (name, headerRow, columns) => {
  const sheet = seen(name);
  expect(sheet).toMatchObject({ failure: null, question: null, headerRow });
  expect(found(sheet)).toEqual(columns);
});

test('a14 says that no column holds links, and shows what was understood', () => {
  const sheet = seen('a14');
  expect(sheet.failure?.code).toBe('columns-missing');
  expect(sheet.failure?.message).toContain('No other column holds links');
  expect(found(sheet)).toEqual({ name: 'Title', tags: 'Tags' });
});

test('a17 asks for the name once; it can come from the link', () => {
  const made = deskWith(caseRows('a17'));
  const { sheet } = get(made.world, 'getHome', null);
  expect(sheet.question).toEqual({ role: 'name', headers: ['short_id', 'note'] });
  expect(found(sheet)).toEqual({ destination: 'url', slug: 'short_id' });
  const answered = get(made.world, 'chooseColumn', { role: 'name', header: '' }).sheet;
  expect(answered).toMatchObject({ failure: null, rows: 2, ready: 2, picked: ['name'] });
  expect(found(answered)).toEqual({ name: 'url', destination: 'url', slug: 'short_id' });
});

test.each([
  ['e01', { destination: 'target', slug: 'address' }, ['menu', 'map']],
  ['e02', { destination: 'Original URL', slug: 'Short URL', tags: 'Tags' }, ['briefing', 'forms']],
])('%s has no names: they can come from the links, and the slugs stay', (name, columns, slugs) => {
  const made = deskWith(caseRows(name));
  const { sheet } = get(made.world, 'getHome', null);
  expect(sheet.question?.role).toBe('name');
  expect(found(sheet)).toEqual(columns);
  get(made.world, 'chooseColumn', { role: 'name', header: '' });
  createCodes(made);
  const codes = Object.values(made.qrius.codes);
  expect(codes.map(({ slug }) => slug)).toEqual(slugs);
  expect(get(made.world, 'getHome', null).sheet).toMatchObject({ created: 2, columns });
  const rows = made.world.table().map((cells) => cells.slice(0, caseRows(name)[0]?.length));
  expect(rows).toEqual(caseRows(name));
});

test('e08 has no headers: no row is taken for them', () => {
  const sheet = seen('e08');
  expect(sheet.failure?.message).toMatch(/^No row has headers: row 1 already has a link\./);
  expect([sheet.question, found(sheet)]).toEqual([null, {}]);
});

test.each([
  ['e05', ['Landing page', 'Generated URL'], undefined],
  ['a37', ['Website URL', 'Final URL'], 'Campaign Name'],
  ['a41', ['Live URL', 'Recording URL'], 'Title'],
])('%s asks once which link is meant, and keeps what it understood and was told', (name, headers, title) => {
  const made = deskWith(caseRows(name));
  const { sheet } = get(made.world, 'getHome', null);
  expect(sheet.question).toEqual({ role: 'destination', headers });
  expect(sheet.failure?.code).toBe('columns-unclear');
  expect(found(sheet)).toEqual(title === undefined ? {} : { name: title });
  const [, second = ''] = headers;
  const answered = get(made.world, 'chooseColumn', { role: 'destination', header: second }).sheet;
  if (title === undefined) {
    expect(answered.question?.role).toBe('name');
    return;
  }
  expect(answered).toMatchObject({ failure: null, question: null, ready: 1 });
  expect(found(get(made.world, 'getHome', null).sheet)).toEqual({ name: title, destination: second });
});

test.each([
  ['a33', 'Track'],
  ['a40', 'Categories'],
  ['a41', 'Track'],
  ['a06', 'categoria'],
])('%s offers its column “%s” as tags, and takes it only when told', (name, header) => {
  const sheet = seen(name);
  expect(sheet.offered.tags).toBe(header);
  expect(sheet.tagsToBe.length > 0).toBe(sheet.columns.tags === null && name !== 'a40');
  expect(sheet.columns.tags).not.toBe(header);
});

describe('the header row', () => {
  test('can be pointed out, and the choice can be taken back', () => {
    const rows = [
      ['Name', 'URL'],
      ['Nom', 'Lien'],
      ['Ouverture', 'https://example.com/o'],
    ];
    const { world } = deskWith(rows);
    expect(get(world, 'getHome', null).sheet).toMatchObject({ headerRow: 1, rows: 2, rowPicked: false });
    const second = get(world, 'chooseHeaderRow', { row: 2 }).sheet;
    expect(second).toMatchObject({ headerRow: 2, rows: 1, rowPicked: true, columns: { name: 'Nom' } });
    expect(second.topRows.map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(get(world, 'chooseHeaderRow', { row: null }).sheet.headerRow).toBe(1);
  });

  test('is the last frozen row where the first row says less', () => {
    const rows = [
      ['Product', 'Link to the shop'],
      ['Product name', 'Shop link'],
      ['Mug', 'https://example.com/mug'],
    ];
    expect(get(deskWith(rows).world, 'getHome', null).sheet.headerRow).toBe(2);
    const doubtful = [
      ['Product name', 'Shop link'],
      ['Produktname', 'Shoplink'],
      ['Tasse', 'https://example.com/t'],
    ];
    expect(get(deskWith(doubtful).world, 'getHome', null).sheet.headerRow).toBe(1);
    expect(get(deskWith(doubtful, 2).world, 'getHome', null).sheet.headerRow).toBe(2);
  });

  test('may hold the long questions of a form, with notes and units', () => {
    const rows = [
      [
        'Timestamp',
        'What is the title of your talk? (required)',
        'Please give the link to your page (https://…)',
      ],
      ['2026-03-01', 'Opening', 'https://example.com/o'],
    ];
    const sheet = get(deskWith(rows).world, 'getHome', null).sheet;
    expect(sheet).toMatchObject({ failure: null, ready: 1 });
  });
});

describe('optional columns', () => {
  test('that nobody needs are never a reason to refuse', () => {
    const rows = [
      ['Name', 'URL', 'Category', 'Category', 'Status', 'Status'],
      ['A', 'https://example.com/a', 'x', 'y', 'ok', 'ok'],
    ];
    expect(get(deskWith(rows).world, 'getHome', null).sheet).toMatchObject({ failure: null, ready: 1 });
  });

  test('can be none at all, and stay so', () => {
    const { world } = deskWith([
      ['Name', 'URL', 'Tags'],
      ['A', 'https://example.com/a', 'x'],
    ]);
    expect(get(world, 'chooseColumn', { role: 'tags', header: '' }).sheet.columns.tags).toBeNull();
    expect(get(world, 'getHome', null).sheet).toMatchObject({ picked: ['tags'], columns: { tags: null } });
    expect(get(world, 'chooseColumn', { role: 'tags', header: null }).sheet.columns.tags).toBe('Tags');
  });

  test('of several slugs the user says which one counts', () => {
    const rows = [
      ['Name', 'URL', 'Slug', 'Back-half'],
      ['A', 'https://example.com/a', 'x', 'y'],
    ];
    const { world } = deskWith(rows);
    expect(get(world, 'getHome', null).sheet.question).toEqual({
      role: 'slug',
      headers: ['Slug', 'Back-half'],
    });
    expect(get(world, 'chooseColumn', { role: 'slug', header: '' }).sheet.failure).toBeNull();
  });
});
