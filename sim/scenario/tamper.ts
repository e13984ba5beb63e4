// What somebody without a key does who may edit the document and its script: to marks, to the log, to the document's properties.
import { columnLetters } from '../apps-script/a1';
import type { SheetState } from '../apps-script/cells';
import { displayAt } from '../apps-script/display';
import type { UserEdit } from '../apps-script/edits';
import { lastColumn, lastRow } from '../apps-script/extent';
import { displayTable } from '../apps-script/tables';
import type { World } from '../apps-script/world';
import { isLogSheet } from '../oracle/table';

/** The first tab, or the log. */
export type Tab = 'rows' | 'log';

/** `row`, `from`, `to`, `line`: the nth below the header; beyond the last one they begin again. What is not there is left alone. */
export type Tamper =
  | { kind: 'type'; tab: Tab; header: string; row: number; text: string }
  | { kind: 'copy'; tab: Tab; header: string; from: number; to: number }
  /** Sorts some columns, as “C:F”, and leaves the others. */
  | { kind: 'tear'; tab: Tab; columns: string; byColumn: string }
  /** Copies a line of the log below the last one, with other texts under some headers. */
  | { kind: 'forge'; line: number; set: Record<string, string> }
  /** Remembers the document's properties and cells. */
  | { kind: 'keep' }
  /** Puts back what was remembered. */
  | { kind: 'putBack'; cells: boolean }
  /** Changes fields of a property of the document that is JSON; of one that is not, its text. */
  | { kind: 'store'; key: string; set: Record<string, string | number | boolean | null> };

/** What somebody remembered. */
export interface Kept {
  properties: Record<string, string>;
  cells: Array<{ sheet: string; rows: string[][] }>;
}

const sheetsIn = ({ state }: World): SheetState[] => state.document?.sheets ?? [];
const tabOf = (world: World, tab: Tab): SheetState | undefined =>
  sheetsIn(world).find((sheet) => isLogSheet(sheet) === (tab === 'log'));

/** The letter of the column with a header; null where there is none. */
function columnOf(sheet: SheetState, header: string): string | null {
  for (let column = 1; column <= lastColumn(sheet); column += 1)
    if (displayAt(sheet, 1, column).trim() === header) return columnLetters(column);
  return null;
}

/** The number of the nth row below the header; null where there is none. */
function rowOf(sheet: SheetState, nth: number): number | null {
  const count = lastRow(sheet) - 1;
  return count < 1 ? null : 2 + ((nth - 1) % count);
}

/** The edits of cells that are made, none where there is nothing to edit. */
export function cellEdits(world: World, one: Tamper, kept: Kept | null): UserEdit[] {
  if (one.kind === 'putBack')
    return one.cells
      ? (kept?.cells ?? []).flatMap(({ sheet, rows }): UserEdit[] =>
          sheetsIn(world).some(({ name }) => name === sheet)
            ? [{ kind: 'setCells', sheet, cell: 'A1', rows }]
            : [],
        )
      : [];
  if (one.kind === 'keep' || one.kind === 'store') return [];
  const sheet = tabOf(world, one.kind === 'forge' ? 'log' : one.tab);
  if (!sheet) return [];
  const { name } = sheet;
  if (one.kind === 'tear')
    return lastRow(sheet) < 3
      ? []
      : [{ kind: 'sortColumns', sheet: name, columns: one.columns, byColumn: one.byColumn }];
  if (one.kind === 'forge') {
    const from = rowOf(sheet, one.line);
    if (from === null) return [];
    const texts = Array.from({ length: lastColumn(sheet) }, (_, index) => {
      const header = displayAt(sheet, 1, index + 1);
      return one.set[header] ?? displayAt(sheet, from, index + 1);
    });
    return [{ kind: 'setCells', sheet: name, cell: `A${lastRow(sheet) + 1}`, rows: [texts] }];
  }
  const column = columnOf(sheet, one.header);
  const [row, from] =
    one.kind === 'type' ? [rowOf(sheet, one.row), null] : [rowOf(sheet, one.to), rowOf(sheet, one.from)];
  if (column === null || row === null) return [];
  const text =
    one.kind === 'type' ? one.text : displayTable(sheet)[(from ?? 1) - 1]?.[column.charCodeAt(0) - 65];
  return [{ kind: 'setCell', sheet: name, cell: `${column}${row}`, text: text ?? '' }];
}

export const keep = (world: World): Kept => ({
  properties: { ...world.state.properties.document },
  cells: sheetsIn(world).map((sheet) => ({ sheet: sheet.name, rows: displayTable(sheet) })),
});

/** Writes the document's properties, as any script can. */
export function changeProperties(world: World, one: Tamper, kept: Kept | null): void {
  const { document } = world.state.properties;
  if (one.kind === 'putBack' && kept) {
    for (const key of Object.keys(document)) delete document[key];
    Object.assign(document, kept.properties);
  }
  if (one.kind === 'store') document[one.key] = changed(document[one.key] ?? '{}', one.set);
}

function changed(text: string, set: Record<string, unknown>): string {
  try {
    return JSON.stringify({ ...JSON.parse(text), ...set });
  } catch {
    return Object.values(set).join(' ');
  }
}
