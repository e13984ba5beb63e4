// Judges the user's cells: between two edits of users nothing of theirs changes, but for what was asked.
import { range } from '../../src/table/cells';
import { type Cell, cellAt, hasContent, type SheetState } from '../apps-script/cells';
import { displayAt } from '../apps-script/display';
import { lastColumn, lastRow } from '../apps-script/extent';
import type { Sheets } from '../scenario/tape';
import { type DocumentSeen, type Evidence, momentsOf } from './evidence';
import { WRITE_CUT } from './excuses';
import { isLogSheet, place, readTable, type Table, type TableRole } from './table';
import type { Violation } from './violation';

/** A stretch of time in which no user edited the document. */
interface Quiet {
  before: Sheets;
  after: Sheets;
  /** What the document was meanwhile: rows stay where they are. */
  between: Sheets[];
}

function quietTimes({ played: { tape } }: Evidence, { document, start, edits, end }: DocumentSeen): Quiet[] {
  const befores = [start, ...edits.map(({ after }) => after)];
  const afters = [...edits.map(({ before }) => before), end];
  const numbers = tape.edits.flatMap((one, number) => (one.document === document ? [number] : []));
  return befores.map((before, index) => {
    const [from, until] = [numbers[index - 1] ?? -1, numbers[index] ?? tape.edits.length];
    const between = tape.replies
      .filter((one) => one.document === document && one.edits > from && one.edits <= until)
      .map(({ sheets }) => sheets);
    return { before, after: afters[index] ?? end, between };
  });
}

const OUTPUTS: readonly TableRole[] = [
  ...(['id', 'shortUrl', 'picture', 'status'] as const),
  ...(['scans', 'uniqueScans', 'lastScan', 'scanChange', 'scansAsOf'] as const),
];

const roleAt = (table: Table | null | undefined, column: number): TableRole | null => {
  const found = table && Object.entries(table.at).find(([, at]) => at === column);
  return found ? (found[0] as TableRole) : null;
};

const isEmpty = (cell: Cell): boolean => !hasContent(cell);
const same = (a: Cell, b: Cell): boolean =>
  a === b ||
  JSON.stringify([a.value, a.formula, a.link, a.runs]) ===
    JSON.stringify([b.value, b.formula, b.link, b.runs]);

/** Whether a whole row was empty. */
const isBlankRow = (sheet: SheetState, row: number): boolean =>
  !(sheet.rows[row - 1]?.cells ?? []).some(hasContent);

interface Changed {
  before: SheetState;
  after: SheetState;
  /** The sheet meanwhile. */
  between: SheetState[];
  table: Table | null;
  row: number;
  column: number;
  role: TableRole | null;
}

/** @param asked whether the new value is what was asked for. */
type Judged = Changed & { asked: boolean };

const idIn = (sheet: SheetState, { table, row }: Changed): string =>
  table?.at.id === undefined ? '' : displayAt(sheet, row, table.at.id);

/** The slugs that users put into a document, by hand or with what they pasted. */
function slugsOfUsers({ startTables, edits }: DocumentSeen): Set<string> {
  const of = (tables: readonly Table[]) =>
    new Set(tables.flatMap(({ rows }) => rows.map(({ slug }) => slug)));
  const slugs = of(startTables);
  for (const { tablesBefore, tablesAfter } of edits) {
    const before = of(tablesBefore);
    for (const slug of of(tablesAfter)) if (!before.has(slug)) slugs.add(slug);
  }
  return slugs;
}

/**
 * Whether a row has the slug again with which its code was asked for, after its name and URL were sorted apart from it, and the
 * slug that stood there is in another row.
 */
function isWholeAgain(codes: Evidence['codes'], changed: Changed): boolean {
  const { before, after, table, row, column } = changed;
  const sent = codes.get(idIn(after, changed))?.sent;
  const [was, is] = [displayAt(before, row, column), displayAt(after, row, column)];
  const isLost = !after.rows.some((_, index) => displayAt(after, index + 1, column) === was);
  return !isLost && sent?.slug === is && sent.name === displayAt(after, row, table?.at.name ?? 0);
}

/** Whether rows of one code changed places: another one had the new text, and one has the former. */
function wasTwins(changed: Changed, text: string): boolean {
  const { before, after, row, column } = changed;
  const id = idIn(before, changed);
  const has = (sheet: SheetState, own: string, except = 0) =>
    sheet.rows.some((_, index) => {
      const at = index + 1;
      return (
        at !== except && idIn(sheet, { ...changed, row: at }) === id && displayAt(sheet, at, column) === own
      );
    });
  return id !== '' && has(before, text, row) && has(after, displayAt(before, row, column));
}

/**
 * Whether the new value of a user's cell is what was asked for: what the row's code has, or a slug where no user had put one.
 * A slug that the add-on wrote is its own to correct, also where a user has moved it.
 */
function wasAsked({ codes, stored }: Evidence, slugs: ReadonlySet<string>, changed: Changed): boolean {
  const { before, after, between, row, column, role } = changed;
  const [was, is] = [cellAt(before, row, column), cellAt(after, row, column)];
  if (role === 'slug') {
    const text = displayAt(before, row, column).trim();
    const isOurs = was.formula === undefined && text !== '' && !slugs.has(text);
    const isFree = isOurs || (isEmpty(was) && text === '') || isWholeAgain(codes, changed);
    return isFree && is.formula === undefined;
  }
  // A row that was imported, below the last one.
  if (isBlankRow(before, row)) return true;
  // One that was created and deleted again is in the row neither before nor after.
  const code = [after, before, ...between].flatMap((sheet) => codes.get(idIn(sheet, changed)) ?? [])[0];
  if (was.formula !== undefined || !code) return false;
  const text = displayAt(after, row, column);
  const isUrl = (url: string) => code.urls.has(url) || code.urls.has(stored('', url).url);
  if (role === 'name') return code.names.has(text) || code.names.has(stored(text, '').name);
  if (role === 'url') return isUrl(text) || wasTwins(changed, text);
  if (role === 'tags' || role === 'description') return true;
  // A switch that was done is taken out of the plan.
  if (text !== '') return false;
  return role === 'next' ? isUrl(displayAt(before, row, column)) : role === 'switchOn';
}

function changesIn(
  evidence: Evidence,
  slugs: ReadonlySet<string>,
  { before, after, between }: Pick<Changed, 'before' | 'after' | 'between'>,
): Judged[] {
  const [was, table] = [before, after].map((sheet) => readTable(sheet, evidence.foreign));
  // A column that was emptied and takes no more pictures has a successor of the add-on's own by now.
  const isOutput = (one: Table | null | undefined, column: number) => {
    const role = roleAt(one, column);
    return role !== null && OUTPUTS.includes(role);
  };
  const found: Judged[] = [];
  for (let row = 1; row <= Math.max(lastRow(before), lastRow(after)); row += 1)
    for (let column = 1; column <= lastColumn(before); column += 1) {
      if (same(cellAt(before, row, column), cellAt(after, row, column))) continue;
      if (isOutput(was, column) || isOutput(table, column)) continue;
      const role = roleAt(table, column);
      const changed = { before, after, between, table: table ?? null, row, column, role };
      found.push({ ...changed, asked: wasAsked(evidence, slugs, changed) });
    }
  return found;
}

/** Whether a change takes back what the add-on had done to a row before users moved it; in a blank row, without giving it a code. */
function takesBack(changed: Changed, earlier: readonly Judged[]): boolean {
  const { before, after, table, row, column, role } = changed;
  const nameOf = (sheet: SheetState, at: number) => displayAt(sheet, at, table?.at.name ?? column);
  return earlier.some(
    (one) =>
      one.before.id === before.id &&
      one.column === column &&
      (!one.asked || idIn(one.after, one) === '') &&
      (role === 'name' || nameOf(one.before, one.row) === nameOf(after, row)) &&
      same(cellAt(one.before, one.row, column), cellAt(after, row, column)) &&
      same(cellAt(one.after, one.row, column), cellAt(before, row, column)),
  );
}

/**
 * Whether the value is in the same column at the end all the same, or was there when a user edited it later: the add-on corrected
 * what it had done.
 * @param later the sheets at the end of each quiet time that followed.
 */
function isBack({ before, row, column }: Changed, later: readonly Sheets[]): boolean {
  const cell = cellAt(before, row, column);
  return later.some((sheets, index) => {
    const sheet = sheets.find(({ id }) => id === before.id);
    if (!sheet) return index === later.length - 1;
    return sheet.rows.some((_, at) => same(cellAt(sheet, at + 1, column), cell)) && !isEmpty(cell);
  });
}

/**
 * Whether the edit that followed was a user's, of that very cell: what the add-on would have put back there has been replaced on
 * purpose.
 */
function isTypedOver(
  { before, row, column }: Changed,
  edit: DocumentSeen['edits'][number] | undefined,
): boolean {
  const [was, is] = [edit?.before, edit?.after].map((sheets) => sheets?.find(({ id }) => id === before.id));
  if (!was || !is) return false;
  const changed = range(1, lastColumn(was)).filter((at) => !same(cellAt(was, row, at), cellAt(is, row, at)));
  return changed.length === 1 && changed[0] === column;
}

/** Whether each row with the name of this one has a code and shows its URL at the end: the add-on corrected what it had done. */
function isRight(
  { codes }: Evidence,
  { before, table, row, role }: Changed,
  { endTables }: DocumentSeen,
): boolean {
  if (role !== 'url' || table?.at.name === undefined) return false;
  const name = displayAt(before, row, table.at.name).trim();
  const rows = endTables.flatMap((end) => (end.sheet.id === before.id ? end.rows : []));
  const own = rows.filter((one) => one.name === name);
  return name !== '' && own.length > 0 && own.every(({ id, url }) => codes.get(id)?.urls.has(url));
}

const textOf = (sheet: SheetState, row: number, column: number): string =>
  cellAt(sheet, row, column).formula ?? displayAt(sheet, row, column);

/** What the add-on writes into a row that may have another one's slug, which is alike. */
const SLUGS_LOST = /^Created\. A write was cut off here/;
/** What it writes into the last row of an import of which a write was cut off. */
const ROWS_LOST = /^Imported from Qrius\. A write was cut off here/;

/** What it writes into a row that a change of another one met. */
const VALUE_LOST = /another row’s .*ended up here as rows moved/;

/**
 * Whether the sheet has said that a slug, a cell that a change met, or a row above those of an import, may have been lost: a write
 * there was cut off. Of a row that its user deleted before the next run nobody can be told.
 */
function isTold({ foreign, played }: Evidence, changed: Changed, seen: DocumentSeen): boolean {
  const { before, after, table, row, role } = changed;
  const { name, status } = table?.at ?? {};
  if (name === undefined || status === undefined) return false;
  const names = [before, after].map((sheet) => displayAt(sheet, row, name).trim());
  const isThere = seen.endTables.some(({ rows }) => rows.some((one) => names.includes(one.name)));
  const isGone = !isThere && names.some((own) => own !== '');
  if (role === 'slug' && isGone) return true;
  const isImported = displayAt(after, row, status).startsWith('Imported from Qrius');
  const shown = played.tape.replies.flatMap(({ document, sheets }) =>
    document === seen.document ? sheets.filter(({ id }) => id === before.id) : [],
  );
  const tables = [...momentsOf(seen).flat(), ...shown.flatMap((sheet) => readTable(sheet, foreign) ?? [])];
  return tables.some(
    ({ sheet, rows }) =>
      sheet.id === before.id &&
      rows.some(
        (one) =>
          (isImported && ROWS_LOST.test(one.status)) ||
          (names.includes(one.name) && VALUE_LOST.test(one.status)) ||
          (role === 'slug' &&
            names.includes(one.name) &&
            (WRITE_CUT.test(one.status) || SLUGS_LOST.test(one.status))),
      ),
  );
}

function sentenceOf(evidence: Evidence, changed: Changed, seen: DocumentSeen): Violation {
  const { before, after, row, column } = changed;
  const where = place(before, row, column);
  const [was, is] = [textOf(before, row, column), textOf(after, row, column)];
  const sentence = `The cell ${where} was “${was}” and became “${is}”.`;
  return { kind: 'user-cell', where, sentence, ...(isTold(evidence, changed, seen) && { isTold: true }) };
}

function inDocument(evidence: Evidence, seen: DocumentSeen): Violation[] {
  const quiet = quietTimes(evidence, seen);
  const slugs = slugsOfUsers(seen);
  const found = quiet.map(({ before, after, between }) =>
    before.flatMap((sheet) => {
      const sameIn = (sheets: Sheets) => sheets.filter(({ id }) => id === sheet.id);
      const [later] = sameIn(after);
      if (!later || isLogSheet(sheet)) return [];
      return changesIn(evidence, slugs, { before: sheet, after: later, between: between.flatMap(sameIn) });
    }),
  );
  const laterThan = (index: number) => quiet.slice(index + 1).map(({ after }) => after);
  return found.flatMap((changes, index) =>
    changes
      .filter(({ asked }) => !asked)
      .filter(
        (changed) =>
          index === quiet.length - 1 ||
          !(isBack(changed, laterThan(index)) || isRight(evidence, changed, seen)),
      )
      .filter((changed) => !isTypedOver(changed, seen.edits[index]))
      .filter((changed) => !takesBack(changed, found.slice(0, index).flat()))
      .map((changed) => sentenceOf(evidence, changed, seen)),
  );
}

/** No cell of a user's was changed without being asked. */
export const userCells = (evidence: Evidence): Violation[] =>
  evidence.documents.flatMap((seen) => inDocument(evidence, seen));
