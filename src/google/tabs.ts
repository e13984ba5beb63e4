// Deletes the tabs that the add-on made.

import { UserError } from '../shared/errors';
import { isOwnTab } from '../table/own-tab';
import { book } from './document';
import * as words from './words';

/**
 * Deletes the log and the chart. Tabs of a user's own stay, also where they have such a name.
 * @throws UserError `sheet-protected` where Google does not let one be deleted: it is protected, or the last one.
 */
export function deleteOwnTabs(): void {
  for (const sheet of book().getSheets()) {
    const name = sheet.getName();
    if (!isOwnTab(name, () => sheet.getRange('1:1').getDisplayValues())) continue;
    try {
      book().deleteSheet(sheet);
    } catch {
      throw new UserError('sheet-protected', words.tabKept(name));
    }
  }
}
