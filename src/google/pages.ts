// The pages of the add-on, as they are built beside the server's bundle. One that opens closes the other.
import type { View } from '../shared/contract/methods';

/** Opens the sidebar beside the sheet. */
export function showSidebar(view: View): void {
  const page = HtmlService.createHtmlOutputFromFile('Sidebar').getContent();
  const html = page.replace('data-view="home"', `data-view="${view}"`);
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(html).setTitle('Qrius'));
}

/** In pixels: about as large as the window of a laptop lets a dialog be. */
const WIDTH = 1_100;
const HEIGHT = 680;

/** Opens the dialog that prints codes, beside which the sheet can be used. */
export function showPrint(title: string): void {
  const page = HtmlService.createHtmlOutputFromFile('Print').setWidth(WIDTH).setHeight(HEIGHT);
  SpreadsheetApp.getUi().showModelessDialog(page, title);
}
