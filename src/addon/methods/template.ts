// A first sheet for somebody who begins with nothing.
import { activeSheetId } from '../../google/selection';
import { openSheet } from '../../google/spreadsheet';
import { Refusal } from '../../wire/failure';

const TEMPLATE: string[][] = [
  ['Name', 'URL', 'Slug', 'Tags'],
  ['My first code', 'https://example.com/welcome', '', 'example'],
];

/** Writes headers and one example row. @throws Refusal `nothing-to-do` where the sheet holds anything. */
export function insertTemplate(): void {
  const sheet = openSheet(activeSheetId());
  if (sheet.read().some((cells) => cells.some((cell) => cell !== ''))) {
    throw new Refusal(
      'nothing-to-do',
      'This sheet is not empty. Open an empty sheet and insert the template there.',
    );
  }
  sheet.write([{ row: 0, column: 0, cells: TEMPLATE }]);
}
