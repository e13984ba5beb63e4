// Random edits of a colleague.
import { columnLetters } from '../sim/apps-script/a1';
import type { UserEdit } from '../sim/apps-script/edits';
import type { Draw } from './draw';
import { type DrawnSheet, SHEET } from './sheets';

const letterOf = ({ headers }: DrawnSheet, header: string): string =>
  columnLetters(Math.max(1, headers.indexOf(header) + 1));

/** One edit of the sheet. */
export function drawEdit(draw: Draw, drawn: DrawnSheet): UserEdit {
  const sheet = SHEET;
  const row = () => draw.whole(2, drawn.rows);
  const cell = (header: string) => `${letterOf(drawn, header)}${row()}`;
  return draw.weighted<UserEdit>([
    [
      3,
      () => ({
        kind: 'sort',
        sheet,
        byColumn: letterOf(drawn, draw.one(['Name', 'Notes'])),
        ascending: draw.chance(0.3),
      }),
    ],
    [3, () => ({ kind: 'shuffle', sheet, seed: draw.whole(1, 1000) })],
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
