// Random edits of a colleague.
import { columnLetters } from '../sim/apps-script/a1';
import type { UserEdit } from '../sim/apps-script/edits';
import type { Draw } from './draw';
import { type DrawnSheet, INPUTS, SHEET } from './sheets';

const letterOf = ({ headers }: DrawnSheet, header: string): string =>
  columnLetters(Math.max(1, headers.indexOf(header) + 1));

/** The columns from Name on that stand together and that users fill in, as “A:D”. */
function inputsOf(drawn: DrawnSheet): string {
  const first = drawn.headers.indexOf('Name');
  const length = drawn.headers.slice(first).findIndex((header) => !INPUTS.includes(header));
  const last = length < 0 ? drawn.headers.length : first + length;
  return `${columnLetters(first + 1)}:${columnLetters(last)}`;
}

/** The rows of a table that begins elsewhere, and the columns that the add-on may add beside it; a table at A1 is sorted whole. */
function bodyOf({ sheet, headers, first }: DrawnSheet): string | undefined {
  const left = headers.findIndex((header) => header !== '') + 1;
  if (first === 2 && left === 1) return undefined;
  return `${columnLetters(left)}${first}:${columnLetters(sheet.maxColumns ?? headers.length)}${sheet.maxRows}`;
}

/** Sorts the columns that people filled in, and not those of the add-on. */
export const drawTear = (draw: Draw, drawn: DrawnSheet): UserEdit => ({
  kind: 'sortColumns',
  sheet: SHEET,
  columns: inputsOf(drawn),
  byColumn: letterOf(drawn, draw.one(['Name', 'URL'])),
  ascending: draw.chance(0.3),
});

/** One edit of the sheet. */
export function drawEdit(draw: Draw, drawn: DrawnSheet): UserEdit {
  const sheet = SHEET;
  const row = () => draw.whole(drawn.first, drawn.rows);
  const body = bodyOf(drawn);
  const cell = (header: string) => `${letterOf(drawn, header)}${row()}`;
  return draw.weighted<UserEdit>([
    [
      3,
      () => ({
        kind: 'sort',
        sheet,
        byColumn: letterOf(drawn, draw.one(['Name', 'Notes'])),
        ascending: draw.chance(0.3),
        ...(body !== undefined && { range: body }),
      }),
    ],
    [
      3,
      () => ({
        kind: 'shuffle',
        sheet,
        seed: draw.whole(1, 1000),
        ...(body !== undefined && { columns: body }),
      }),
    ],
    [2, () => ({ kind: 'insertRow', sheet, above: row() })],
    [2, () => ({ kind: 'deleteRow', sheet, row: row() })],
    [2, () => ({ kind: 'copyRow', sheet, row: row() })],
    [1, () => ({ kind: 'setCell', sheet, cell: cell('Name'), text: `Edited ${draw.whole(1, 99)}` })],
    [
      2,
      () => ({
        kind: 'setCell',
        sheet,
        cell: cell('URL'),
        text: `https://example.com/e${draw.whole(1, 99)}`,
      }),
    ],
    [1, () => ({ kind: 'setCell', sheet, cell: cell('Notes'), text: `edited ${draw.whole(1, 99)}` })],
  ]);
}

/** One edit while nobody is at work: right before a write nobody can keep a slug that is typed then (docs/reliability.md). */
export function drawQuietEdit(draw: Draw, drawn: DrawnSheet): UserEdit {
  if (!drawn.headers.includes('Slug') || draw.chance(0.9)) return drawEdit(draw, drawn);
  const cell = `${letterOf(drawn, 'Slug')}${draw.whole(drawn.first, drawn.rows)}`;
  return { kind: 'setCell', sheet: SHEET, cell, text: `own-${draw.whole(1, 99)}` };
}
