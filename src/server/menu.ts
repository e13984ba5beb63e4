// The menu. It is built even before the user has allowed anything (AuthMode NONE), where no other service may be touched.
import { openSidebar } from '../google/sidebar';
import type { View } from '../shared/contract';

/** Labels and the functions behind them, in order. */
const ITEMS: ReadonlyArray<readonly [label: string, functionName: string] | null> = [
  ['Open the sidebar', 'openQrius'],
  null,
  ['Create QR codes for selected rows', 'createForSelection'],
  ['Create QR codes for the whole sheet', 'createForSheet'],
  null,
  ['Change selected codes', 'changeSelection'],
  ['Undo the last job', 'undoLastJob'],
  null,
  ['Change API key', 'setKey'],
];

/** Top-level, called Qrius, in the user's own sheet as well as in an add-on. */
export function buildMenu(): void {
  const menu = SpreadsheetApp.getUi().createMenu('Qrius');
  for (const item of ITEMS) {
    if (item) menu.addItem(item[0], item[1]);
    else menu.addSeparator();
  }
  menu.addToUi();
}

/** The built page, beside the server's bundle. */
const PAGE = 'Sidebar';

export function showSidebar(view: View): void {
  openSidebar(PAGE, (html) => html.replace('data-view="home"', `data-view="${view}"`));
}
