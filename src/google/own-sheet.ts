// Finds a sheet of the add-on's by its name. Where a user's own sheet has the name, a number follows.
import { book } from './document';

/**
 * @param isOurs asked of each sheet that has the name, or the name with a number.
 * @returns the first that is, or null and the first name that is free.
 */
export function ownSheet(
  name: string,
  isOurs: (sheet: GoogleAppsScript.Spreadsheet.Sheet) => boolean,
): { sheet: GoogleAppsScript.Spreadsheet.Sheet | null; name: string } {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name} ${number}`;
    const sheet = book().getSheetByName(tried);
    if (!sheet || isOurs(sheet)) return { sheet, name: tried };
  }
}
