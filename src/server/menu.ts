// The menu. It is built even before the user has allowed anything (AuthMode NONE), where no other service may be touched.
import * as words from './words';

/** Labels and the functions behind them, in order. */
const ITEMS: ReadonlyArray<readonly [label: string, functionName: string] | null> = [
  [words.openSidebar, 'openQrius'],
  null,
  [words.createSelected, 'createForSelection'],
  [words.createAll, 'createForSheet'],
  null,
  [words.changeSelected, 'changeSelection'],
  [words.undoLast, 'undoLastJob'],
  null,
  [words.print, 'printCodes'],
  null,
  [words.changeKey, 'setKey'],
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
