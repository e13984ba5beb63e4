// What the oracle lets pass, because the sheet or the sidebar said so or nobody can know better; and what comes near to it and is found.
import { putCell, type SheetState } from '../../sim/apps-script/cells';
import { viewsOf } from '../../sim/oracle/evidence';
import { judge, judgeAll } from '../../sim/oracle/judge';
import type { Lists } from '../../sim/qrius/lists';
import type { Stores } from '../../sim/qrius/stores';
import type { Played } from '../../sim/scenario/hand';
import { play } from '../../sim/scenario/play';
import type { Scenario, ScenarioSheet, Step } from '../../sim/scenario/scenario';
import type { Edited, Reply } from '../../sim/scenario/tape';
import { mayLack, oneOfThese } from '../../src/jobs/create/words';
import { failed, unconfirmed } from '../../src/table/status';
import { AT, CREATE, edit, put, sheetAt, TALKS, tab, talk } from './talks';

jest.setTimeout(60_000);

interface Plays {
  sheets?: ScenarioSheet[];
  lists?: Partial<Lists>;
  stores?: Partial<Stores>;
  codes?: NonNullable<Scenario['service']>['codes'];
}

/** Plays steps, after which nothing is found yet. */
function played(
  steps: Step[],
  { sheets = [TALKS], lists = {}, stores = {}, codes = [] }: Plays = {},
): Played {
  const service = { config: { lists, stores }, codes };
  const result = play({ title: 'Excuses', document: { sheets }, service, steps });
  expect(judge(result)).toEqual([]);
  return result;
}

const kinds = (result: Played): string[] => judge(result).map(({ kind }) => kind);
const places = (result: Played): string[] => judge(result).map(({ where }) => where);

/** What a row shows of its code is gone; its Status says this. */
function lose(result: Played, row: number, status: string): void {
  for (let column = AT.id; column < AT.status; column += 1) put(result, row, column, '');
  put(result, row, AT.status, status);
}

test('rows are asked for in the tab that was open: those of another one need no word', () => {
  const result = played([CREATE], {
    sheets: ['Talks', 'Later'].map((name) => tab(name, [talk('Talk 1', 't1')])),
  });
  for (const reply of result.tape.replies) reply.tab = sheetAt(result, 1).id;
  expect(judge(result)).toMatchObject([{ kind: 'no-word', where: 'Later!H2' }]);
});

test('a deleted code may stay in a tab of which a preview in that document said that it does not follow', () => {
  const result = played([
    CREATE,
    edit({ kind: 'duplicateSheet', sheet: 'Talks', name: 'Other' }),
    edit({ kind: 'validation', sheet: 'Other', range: 'H2:H9', rule: { oneOf: ['Open'] } }),
    { kind: 'press', button: { kind: 'change', request: { kind: 'delete' } } },
  ]);
  for (const reply of result.tape.replies) if (reply.method === 'previewChange') reply.document = 'copy';
  expect(places(result)).toEqual(['Other!E2', 'Other!E3', 'Other!E4']);
});

test('rows of one code may change places; a URL that is in none of them any more is found', () => {
  const rows = ['a', 'b'].map((end) => [...talk('Talk 1', end).slice(0, AT.notes), 'qr_1', '', '', '']);
  const result = played([edit({ kind: 'setCell', cell: 'J1', text: 'x' })], {
    sheets: [tab('Talks', rows)],
    codes: [{ id: 'qr_1', name: 'Talk 1', destinationUrl: 'https://example.com/t1', slug: 'old-1' }],
  });
  put(result, 2, AT.url, 'https://example.com/b');
  expect(judge(result)).toMatchObject([{ kind: 'user-cell', where: 'Talks!B2' }]);
  put(result, 3, AT.url, 'https://example.com/a');
  expect(judge(result)).toEqual([]);
});

test.each([
  ['mine', []],
  ['another', ['wrong-row', 'user-cell']],
])('a slug that a user put into the row stays, whatever code was there then: “%s”', (slug, found) => {
  const result = played([
    CREATE,
    edit({ kind: 'setCell', cell: 'E2', text: 'qr_other' }),
    edit({ kind: 'setCell', cell: 'C2', text: 'mine' }),
  ]);
  const [code] = Object.values(result.qrius.codes);
  put(result, 2, AT.id, code?.id ?? '');
  put(result, 2, AT.slug, slug);
  expect(kinds(result)).toEqual(found);
});

test.each([
  ['that cell', 'C2', []],
  ['another one', 'D2', ['user-cell']],
])('a slug that was replaced, where its user then typed into %s', (_, cell, found) => {
  const result = played([
    edit({ kind: 'setCell', cell: 'J1', text: 'x' }),
    edit({ kind: 'setCell', cell, text: 'x' }),
  ]);
  const [, { before, after }] = result.tape.edits as [Edited, Edited];
  for (const sheets of [before, ...(cell === 'C2' ? [] : [after])])
    putCell(sheets[0] as SheetState, 2, AT.slug, { value: 'written' });
  if (cell !== 'C2') put(result, 2, AT.slug, 'written');
  expect(kinds(result)).toEqual(found);
});

test.each([
  ['its row said so', 2, failed(mayLack), 'original', []],
  ['a row with another name said so', 3, failed(mayLack), 'original', ['user-cell']],
  ['its row said something else', 2, 'Failed: no.', 'original', ['user-cell']],
  ['a row in another document said so', 2, failed(mayLack), 'copy', ['user-cell']],
] as const)('a slug that was replaced, where %s after another edit', (_, row, word, document, found) => {
  const result = played([
    edit({ kind: 'setCell', cell: 'J1', text: 'x' }),
    edit({ kind: 'setCell', cell: 'D2', text: 'x' }),
    { kind: 'open' },
  ]);
  const [, { before, after }] = result.tape.edits as [Edited, Edited];
  const [reply] = result.tape.replies as [Reply];
  for (const [sheet] of [before, after] as [SheetState][]) putCell(sheet, 2, AT.slug, { value: 'written' });
  put(result, 2, AT.slug, 'written');
  putCell(reply.sheets[0] as SheetState, row, AT.status, { value: word });
  reply.document = document;
  expect(kinds(result)).toEqual(found);
});

test.each([
  ['no age', { missing: ['createdAt'] }, 'Unconfirmed talk-1', []],
  ['no age', { missing: ['createdAt'] }, 'Failed talk-1', ['orphan', 'log']],
  ['its age', {}, 'Unconfirmed talk-1', ['orphan', 'log']],
])('a code of which Qrius gives %s (%j), and whose row says “%s”', (_, lists, word, found) => {
  const result = played([CREATE], { lists });
  lose(result, 2, `${word}: no reply arrived.`);
  sheetAt(result, 1).rows.splice(1, 1);
  expect(kinds(result)).toEqual(found);
});

test.each([
  ['that may be somebody else’s needs no line in the log', true, []],
  ['that is theirs needs its line', false, ['log']],
])('a code without a row that a user was told of as one %s', (_, isUnsure, found) => {
  const result = played([CREATE]);
  const [code] = Object.values(result.qrius.codes);
  if (!code) throw new Error('There is no code.');
  lose(result, 2, 'Failed: no reply arrived.');
  const log = sheetAt(result, 1);
  log.rows = log.rows.filter((row) => !JSON.stringify(row).includes(code.id));
  const last = viewsOf(result).at(-1);
  last?.orphans.push({ id: code.id, name: code.name, shortUrl: '', isUnsure });
  expect(kinds(result)).toEqual(found);
});

test('a code that is reused may have another name than its row, but must open the same page', () => {
  const reuse: Step = { kind: 'press', button: { kind: 'create', conflict: 'mine' } };
  const codes = [{ id: 'qr_old', name: 'Another', destinationUrl: 'https://example.com/t1', slug: 'talk-1' }];
  const result = played([reuse], { codes });
  put(result, 2, AT.url, 'https://example.com/other');
  expect(kinds(result)).toContain('wrong-row');
});

test('a row with its code needs a word, unless a user cleared it', () => {
  const result = played([CREATE, edit({ kind: 'clearCell', cell: 'H2' })]);
  put(result, 3, AT.status, '');
  expect(judge(result)).toMatchObject([{ kind: 'no-word', where: 'Talks!H3' }]);
});

test.each([
  ['nothing else', '', true, []],
  ['a note as well', 'note', true, ['no-word']],
  ['nothing else, and was not named,', '', false, ['no-word']],
])('a row that the check named as one without a destination, and that holds %s', (_, note, named, found) => {
  const rows = [
    ['Talk 1', 'https://example.com/t1'],
    ['Talk 2', '', '', note],
  ];
  const result = played([CREATE], { sheets: [tab('Talks', rows)] });
  put(result, 3, AT.status, '');
  const check = result.tape.replies.find(({ method }) => method === 'checkRows');
  if (!check?.result?.ok) throw new Error('There was no check.');
  if (!named) Reflect.set(check.result.value as object, 'invalid', []);
  expect(kinds(result)).toEqual(found);
});

test.each([
  ['which may have marked rows', 'concurrent-edits', []],
  ['which marked none', 'job-busy', ['untrue-word']],
] as const)('a row may say that it was not changed by a job that was refused, %s: %s', (_, code, found) => {
  const result = played([CREATE, { kind: 'press', button: { kind: 'change', request: { kind: 'pause' } } }]);
  put(result, 2, AT.status, 'Stopped before it was changed');
  expect(kinds(result)).toEqual(['untrue-word']);
  const { replies, sent } = result.tape;
  const changed = replies.find(({ method }) => method === 'changeCodes');
  if (!changed) throw new Error('Nothing was changed.');
  const later = { before: sent.length, after: sent.length };
  replies.push({ ...changed, sent: later, result: { ok: false, failure: { code, message: '' } } });
  expect(kinds(result)).toEqual(found);
});

/** All that tells codes apart. */
const HIDDEN = ['name', 'destinationUrl'];

describe('a code that is gone from the sheet, where a row says that a write was cut off there', () => {
  const LOST = failed(mayLack);
  const NAMES = ['Talk 1', 'Talk 1', 'Talk 2'];
  /** Two older codes of one name and one of another are in the rows; the log knows none of them. */
  const older = (lists: Partial<Lists>, steps: Step[] = []): Played => {
    const ids = NAMES.map((_, index) => `qr_${index + 1}`);
    const rows = NAMES.map((name, index) => [
      ...talk(name, `t${index}`).slice(0, AT.notes),
      ...[ids[index] ?? '', `https://qrius.io/old-${index}`, '', 'Created'],
    ]);
    return played([edit({ kind: 'setCell', cell: 'J1', text: 'x' }), ...steps], {
      sheets: [tab('Talks', rows)],
      lists,
      codes: NAMES.map((name, index) => ({
        id: ids[index] ?? '',
        name,
        destinationUrl: `https://example.com/t${index}`,
        slug: `old-${index}`,
      })),
    });
  };

  test.each([
    ['its own row, and nothing is listed that tells codes apart', HIDDEN, { 2: LOST }, []],
    ['its own row, and destinations are listed', ['name'], { 2: LOST }, ['orphan']],
    ['its own row, and names are listed', ['destinationUrl'], { 2: LOST }, ['orphan']],
    ['no row, though its own has failed', HIDDEN, { 2: 'Failed: no.' }, ['orphan']],
    ['a row of another name, which lost its own', HIDDEN, { 2: '', 4: LOST }, ['orphan']],
    ['both of two rows that lost theirs', HIDDEN, { 2: LOST, 3: LOST }, []],
    ['one of two rows that lost theirs', HIDDEN, { 2: LOST, 3: 'Failed: no.' }, ['orphan']],
  ])('said by %s (%j)', (_, missing, lost, found) => {
    const result = older({ missing });
    for (const [row, status] of Object.entries(lost)) lose(result, Number(row), status);
    expect(kinds(result)).toEqual(found);
  });

  test.each([
    ['is counted apart where that row was edited since', 'A2', LOST, [{ kind: 'orphan', isTold: true }]],
    ['is found where another row was', 'A4', LOST, [{ kind: 'orphan' }]],
    ['is found where the row that was edited failed', 'A2', failed('no.'), [{ kind: 'orphan' }]],
  ])('%s', (_, cell, status, found) => {
    const result = older({}, [edit({ kind: 'setCell', cell, text: 'Edited' })]);
    lose(result, 2, status);
    const all = judgeAll(result).map(({ kind, isTold }) => (isTold ? { kind, isTold } : { kind }));
    expect(all).toEqual(found);
  });

  test('a row that has another code by now has lost none: the other is found', () => {
    const result = older({ missing: HIDDEN });
    put(result, 2, AT.id, 'qr_2');
    put(result, 2, AT.shortUrl, 'https://qrius.io/old-1');
    put(result, 2, AT.status, LOST);
    expect(kinds(result)).toContain('orphan');
  });

  test('a code that the log has is known: it is found', () => {
    const result = played([CREATE], { lists: { missing: HIDDEN } });
    lose(result, 2, LOST);
    expect(kinds(result)).toEqual(['orphan']);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(['log']);
  });
});

test.each([
  ['well where its row was deleted, after it had shown its code', 2, true, []],
  ['found where it never had', 2, false, ['orphan']],
  ['found where another row was deleted', 3, true, ['orphan']],
])('a code that is in no row while another one stood beside its row is %s', (_, row, wasShown, found) => {
  const note = edit({ kind: 'setCell', cell: 'D4', text: 'mine' });
  const remove = edit({ kind: 'deleteRow', row });
  const result = played([CREATE, note, remove]);
  const [noted, removed] = result.tape.edits as [Edited, Edited];
  const sheets = [removed.before, ...(wasShown ? [] : [noted.before, noted.after])];
  for (const [sheet] of sheets as [SheetState][])
    for (let column = AT.id; column <= AT.shortUrl; column += 1)
      putCell(sheet, 2, column, { value: 'qr_else' });
  if (row === 3) lose(result, 2, 'Created');
  expect(kinds(result).filter((kind) => kind === 'orphan')).toEqual(found);
});

describe('a line of the log that leaves out what Qrius does not list', () => {
  const LOGGED = { name: 5, before: 7, after: 8 };
  const RENAMED = edit({ kind: 'setCell', cell: 'A2', text: 'Edited' });

  test.each([
    ['the name, of a code found for a row that was edited since', ['name'], { name: '' }, [RENAMED], []],
    ['the URL, of one', ['destinationUrl'], { after: '' }, [RENAMED], []],
    ['the name, where names are listed', ['tags'], { name: '' }, [RENAMED], ['log']],
    ['the URL, where only names are not listed', ['name'], { after: '' }, [RENAMED], ['log']],
    ['the name, where the answer arrived', ['name'], { name: '', before: '' }, [RENAMED], ['log']],
    ['the name, where the row is as it was', ['name'], { name: '' }, [], ['log']],
    ['the name, where another row was edited', ['name'], { name: '' }, ['A3'], ['log']],
    ['nothing, but has another name', ['name'], { name: 'Edited' }, [RENAMED], ['log']],
  ] as Array<
    [string, string[], Partial<Record<keyof typeof LOGGED, string>>, Array<Step | string>, string[]]
  >)('%s', (_, missing, cells, edits, found) => {
    const steps = edits.map((one) =>
      typeof one === 'string' ? edit({ kind: 'setCell', cell: one, text: 'Edited' }) : one,
    );
    const result = played([CREATE, ...steps], { lists: { missing } });
    const log = sheetAt(result, 1);
    const line = { before: '(found later)', ...cells };
    for (const [part, value] of Object.entries(line))
      putCell(log, 2, LOGGED[part as keyof typeof LOGGED], { value });
    expect(kinds(result)).toEqual(found);
  });
});

test.each([
  ['a later job found it', 1, []],
  ['its own job found it', 0, ['log']],
])('a code of which the log says that it was used is well where %s', (_, job, found) => {
  const [ACTION, BEFORE, JOB] = [3, 7, 10];
  const later = edit({ kind: 'setCells', cell: 'A5', rows: [['Talk 4', 'https://example.com/t4']] });
  const result = played([CREATE, later, CREATE]);
  const log = sheetAt(result, 1);
  const line = log.rows[job === 0 ? 1 : log.rows.length - 1]?.cells[JOB - 1];
  putCell(log, 2, ACTION, { value: 'Use existing' });
  putCell(log, 2, BEFORE, { value: '(found later)' });
  putCell(log, 2, JOB, line ?? { value: '' });
  expect(kinds(result)).toEqual(found);
});

describe('a code without a line in the log, of a row that was edited since', () => {
  const NAMED = unconfirmed(
    '9vbh-bsb7s-2t1rour',
    0,
    oneOfThese([{ name: null, shortUrl: 'https://qrius.io/talk-1' }]),
  );
  const RENAMED = edit({ kind: 'setCell', cell: 'A2', text: 'Edited' });

  test.each([
    ['may be named as one that may be its', ['name'], NAMED, RENAMED, []],
    [
      'may be named where only its slug was edited',
      ['name'],
      NAMED,
      edit({ kind: 'setCell', cell: 'C2', text: 'x' }),
      [],
    ],
    ['is found where Qrius lists what it was made from', ['tags'], NAMED, RENAMED, ['log']],
    [
      'is found where another row was edited',
      ['name'],
      NAMED,
      edit({ kind: 'setCell', cell: 'D3', text: 'x' }),
      ['log'],
    ],
    ['is found where the row failed', ['name'], failed('https://qrius.io/talk-1'), RENAMED, ['log']],
  ])('%s', (_, missing, status, step, found) => {
    const result = played([CREATE, step], { lists: { missing } });
    lose(result, 2, status);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(found);
  });

  test.each([
    ['may be named where Qrius refuses slugs and lists no names', '^[a-z0-9]{9}$', ['name'], []],
    ['is found where Qrius takes slugs', undefined, ['name'], ['log']],
    ['is found where Qrius lists what it was made from', '^[a-z0-9]{9}$', ['tags'], ['log']],
  ])('%s', (_, refusedSlugs, missing, found) => {
    const stores = refusedSlugs === undefined ? {} : { refusedSlugs };
    const result = played([CREATE], { lists: { missing }, stores });
    lose(result, 2, NAMED);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(found);
  });

  test.each([
    ['may be named where Qrius shows codes as older than they are', -1_200_000, []],
    ['is found where it shows them as younger', 1_200_000, ['log']],
  ])('%s', (_, clockAheadMs, found) => {
    const result = played([CREATE, RENAMED], { lists: { clockAheadMs } });
    lose(result, 2, NAMED);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(found);
  });

  test.each([
    ['may be named where Qrius keeps another URL than the one that was sent', ['addSlash'], 'talk-1', []],
    ['is found where its slug was made for it', ['addSlash'], '', ['log']],
    ['is found where Qrius keeps what was sent', [], 'talk-1', ['log']],
  ] as const)('%s', (_, urls, slug, found) => {
    const result = played([CREATE, RENAMED], { stores: { urls: [...urls] } });
    lose(result, 2, NAMED);
    put(result, 2, AT.slug, slug);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result).filter((kind) => kind !== 'user-cell')).toEqual(found);
  });

  test.each([
    ['may be named by a mark without a seal, as where the first one was lost', '0001-bsb7s-0000000', []],
    ['is found where the mark has its seal', '9vbh-bsb7s-2t1rour', ['log']],
  ])('%s', (_, token, found) => {
    const result = played([CREATE]);
    lose(result, 2, unconfirmed(token, 0, oneOfThese([{ name: null, shortUrl: 'https://qrius.io/talk-1' }])));
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(found);
  });

  test.each([
    ['may be named where that row was edited before', 'A2', NAMED, []],
    ['is found where another row was', 'A3', NAMED, ['log']],
    ['is found where a note of the row was', 'D2', NAMED, ['log']],
    [
      'is found where the row that was edited before failed',
      'A2',
      failed('https://qrius.io/talk-1'),
      ['log'],
    ],
  ])('%s, so that its mark is not for what it holds', (_, cell, status, found) => {
    const rows = TALKS.rows?.map((row) => [...row]) ?? [];
    const [row, column] = [Number(cell.slice(1)) - 1, cell.charCodeAt(0) - 65];
    const text = String(rows[row]?.[column]);
    rows[row]?.splice(column, 1, 'Typo');
    const fixed = edit({ kind: 'setCell', cell, text });
    const result = played([fixed, CREATE], { sheets: [{ ...TALKS, rows }] });
    lose(result, 2, status);
    sheetAt(result, 1).rows.splice(1, 1);
    expect(kinds(result)).toEqual(found);
  });
});

describe('a row that leaves out what Qrius does not list', () => {
  const IMPORT: Step = { kind: 'press', button: { kind: 'import' } };
  const OLD = { id: 'qr_old', name: 'Old', destinationUrl: 'https://example.com/old', slug: 'old' };

  test.each([
    ['name', AT.url],
    ['destinationUrl', AT.name],
  ])('may be one that was imported, without its %s only', (field, other) => {
    const result = played([CREATE, IMPORT], { lists: { missing: [field] }, codes: [OLD] });
    put(result, 5, other, '');
    expect(kinds(result)).toContain('wrong-row');
  });

  test('is found where its code was created for it', () => {
    const result = played([CREATE], { lists: { missing: ['name'] } });
    put(result, 2, AT.name, '');
    expect(kinds(result)).toContain('wrong-row');
  });
});

describe('rows without a word that are alike to one that was hidden when codes were asked for', () => {
  const ALIKE = [talk('Talk 1', 'a'), talk('Talk 1', 'a'), talk('Talk 1', 'a'), talk('Talk 2', 'b')];
  const shown = (hidden: boolean) => edit({ kind: 'hideRow', row: 2, hidden });

  test('are let pass, as many as were hidden, whichever they are', () => {
    const result = played([shown(true), CREATE, shown(false)], { sheets: [tab('Talks', ALIKE)] });
    const { rows } = sheetAt(result, 0);
    const [hidden, other] = [rows[1]?.cells ?? [], rows[2]?.cells ?? []];
    const outputs = hidden.splice(AT.id - 1);
    hidden.push(...other.splice(AT.id - 1));
    other.push(...outputs);
    expect(judge(result)).toEqual([]);
  });

  test.each([
    ['one more than were hidden', 3, 'Talks!H3'],
    ['one with another name', 5, 'Talks!H5'],
  ])('are found: %s', (_, row, where) => {
    const result = played([shown(true), CREATE, shown(false)], { sheets: [tab('Talks', ALIKE)] });
    put(result, row, AT.status, '');
    expect(judge(result)).toMatchObject([{ kind: 'no-word', where }]);
  });

  test('are found where none was hidden when codes were asked for again', () => {
    const result = played([shown(true), CREATE, shown(false), CREATE], { sheets: [tab('Talks', ALIKE)] });
    put(result, 2, AT.status, '');
    expect(judge(result)).toMatchObject([{ kind: 'no-word', where: 'Talks!H2' }]);
  });
});

/** A second code of the first one's content. */
function double(result: Played): void {
  const [sent] = result.tape.sent.filter(({ changes }) => changes.some(({ before }) => before === null));
  const code = sent?.changes[0]?.after;
  if (!sent || !code) throw new Error('Nothing was made.');
  const twin = { ...code, id: 'qr_twin' };
  result.qrius.codes[twin.id] = twin;
  result.tape.sent.push({ ...sent, changes: [{ id: twin.id, before: null, after: twin }] });
}

test('whose ID a user took out of its row may have another code, not one whose column went with all IDs', () => {
  const taken = played([CREATE, edit({ kind: 'clearCell', cell: 'E2' })]);
  double(taken);
  expect(kinds(taken)).not.toContain('double');
  const gone = played([CREATE, edit({ kind: 'deleteColumn', column: 'E' })]);
  double(gone);
  expect(kinds(gone)).toContain('double');
});
