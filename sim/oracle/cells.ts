// Judges the user's cells: between two edits of users nothing of theirs changes, but for what was asked.
import { type Cell, cellAt, hasContent, type SheetState } from '../apps-script/cells';
import { displayAt } from '../apps-script/display';
import { lastColumn, lastRow } from '../apps-script/extent';
import type { Sheets } from '../scenario/tape';
import type { DocumentSeen, Evidence } from './evidence';
import { isLogSheet, place, readTable, type Table, type TableRole } from './table';
import type { Violation } from './violation';

/** A stretch of time in which no user edited the document. */
interface Quiet {
  before: Sheets;
  after: Sheets;
}

function quietTimes({ start, edits, end }: DocumentSeen): Quiet[] {
  const befores = [start, ...edits.map(({ after }) => after)];
  const afters = [...edits.map(({ before }) => before), end];
  return befores.map((before, index) => ({ before, after: afters[index] ?? end }));
}

const OUTPUTS: readonly TableRole[] = [
  ...(['id', 'shortUrl', 'picture', 'status'] as const),
  ...(['scans', 'uniqueScans', 'lastScan', 'scanChange', 'scansAsOf'] as const),
];

const roleAt = (table: Table | null, column: number): TableRole | null => {
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
  table: Table | null;
  row: number;
  column: number;
  role: TableRole | null;
}

/** Whether the new value of a user's cell is what was asked for: what the row's code has, or a slug where none was. */
function wasAsked({ codes }: Evidence, { before, after, table, row, column, role }: Changed): boolean {
  const [was, is] = [cellAt(before, row, column), cellAt(after, row, column)];
  if (role === 'slug')
    return isEmpty(was) && displayAt(before, row, column) === '' && is.formula === undefined;
  // A row that was imported, below the last one.
  if (isBlankRow(before, row)) return true;
  const id = table?.at.id === undefined ? '' : displayAt(after, row, table.at.id);
  const code =
    codes.get(id) ?? codes.get(table?.at.id === undefined ? '' : displayAt(before, row, table.at.id));
  if (was.formula !== undefined || !code) return false;
  const text = displayAt(after, row, column);
  if (role === 'name') return code.names.has(text);
  if (role === 'url') return code.urls.has(text);
  if (role === 'tags' || role === 'description') return true;
  return role === 'next' || role === 'switchOn';
}

function changesIn(evidence: Evidence, before: SheetState, after: SheetState): Changed[] {
  const table = readTable(after, evidence.foreign);
  const found: Changed[] = [];
  for (let row = 1; row <= lastRow(before); row += 1)
    for (let column = 1; column <= lastColumn(before); column += 1) {
      if (same(cellAt(before, row, column), cellAt(after, row, column))) continue;
      const role = roleAt(table, column);
      if (role !== null && OUTPUTS.includes(role)) continue;
      const changed = { before, after, table, row, column, role };
      if (!wasAsked(evidence, changed)) found.push(changed);
    }
  return found;
}

/** Whether the value is in the same column at the end all the same: the add-on corrected what it had done. */
function isBack({ before, row, column }: Changed, end: Sheets): boolean {
  const sheet = end.find(({ id }) => id === before.id);
  if (!sheet) return true;
  const cell = cellAt(before, row, column);
  return sheet.rows.some((_, index) => same(cellAt(sheet, index + 1, column), cell)) && !isEmpty(cell);
}

const textOf = (sheet: SheetState, row: number, column: number): string =>
  cellAt(sheet, row, column).formula ?? displayAt(sheet, row, column);

function sentenceOf({ before, after, row, column }: Changed): Violation {
  const where = place(before, row, column);
  const [was, is] = [textOf(before, row, column), textOf(after, row, column)];
  return { kind: 'user-cell', where, sentence: `The cell ${where} was “${was}” and became “${is}”.` };
}

function inDocument(evidence: Evidence, seen: DocumentSeen): Violation[] {
  const quiet = quietTimes(seen);
  return quiet.flatMap(({ before, after }, index) =>
    before.flatMap((sheet) => {
      const later = after.find(({ id }) => id === sheet.id);
      if (!later || isLogSheet(sheet)) return [];
      return changesIn(evidence, sheet, later)
        .filter((changed) => index === quiet.length - 1 || !isBack(changed, seen.end))
        .map(sentenceOf);
    }),
  );
}

/** No cell of a user's was changed without being asked. */
export const userCells = (evidence: Evidence): Violation[] =>
  evidence.documents.flatMap((seen) => inDocument(evidence, seen));
