// The pages of the add-on: the sidebar beside the sheet, and a dialog in front of it.

const TITLE = 'Qrius';

/**
 * Opens the sidebar; another page that is open closes.
 * @param file the page's name in the project, without its ending.
 * @param prepare changes the page's text before it is shown.
 */
export function openSidebar(file: string, prepare: (html: string) => string): void {
  const page = HtmlService.createHtmlOutputFromFile(file).getContent();
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(prepare(page)).setTitle(TITLE));
}

/** In pixels: about as large as the window of a laptop lets a dialog be. */
const WIDTH = 1_100;
const HEIGHT = 680;

/** Opens a dialog beside which the sheet can be used; another page that is open closes. @param file as above. */
export function openDialog(file: string, title: string): void {
  const page = HtmlService.createHtmlOutputFromFile(file).setWidth(WIDTH).setHeight(HEIGHT);
  SpreadsheetApp.getUi().showModelessDialog(page, title);
}
