// The sidebar beside the sheet.

const TITLE = 'Qrius';

/**
 * Opens the sidebar; another one that is open closes.
 * @param file the page's name in the project, without its ending.
 * @param prepare changes the page's text before it is shown.
 */
export function openSidebar(file: string, prepare: (html: string) => string): void {
  const page = HtmlService.createHtmlOutputFromFile(file).getContent();
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(prepare(page)).setTitle(TITLE));
}
