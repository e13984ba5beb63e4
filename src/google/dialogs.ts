// What the user sees without a sidebar: questions, messages, and how far a job is.

const TITLE = 'Qrius';
/** How long a toast stays, in seconds; the next one replaces it. */
const TOAST_SECONDS = 10;

/** A message that the user must close. */
export function say(message: string): void {
  const ui = SpreadsheetApp.getUi();
  ui.alert(TITLE, message, ui.ButtonSet.OK);
}

/** A question to be answered with yes or no; closing it is a no. */
export function ask(question: string): boolean {
  const ui = SpreadsheetApp.getUi();
  return ui.alert(TITLE, question, ui.ButtonSet.YES_NO) === ui.Button.YES;
}

/** Asks for a line of text; null where the user cancels. */
export function askFor(question: string): string | null {
  const ui = SpreadsheetApp.getUi();
  const reply = ui.prompt(TITLE, question, ui.ButtonSet.OK_CANCEL);
  return reply.getSelectedButton() === ui.Button.OK ? reply.getResponseText() : null;
}

/** A short note in the corner that goes away by itself. */
export function tell(sentence: string): void {
  try {
    SpreadsheetApp.getActiveSpreadsheet().toast(sentence, TITLE, TOAST_SECONDS);
  } catch {
    // A note that cannot be shown is no reason to stop a job.
  }
}

/**
 * Opens the sidebar; another one that is open closes.
 * @param file the page's name in the project, without its ending.
 * @param prepare changes the page's text before it is shown.
 */
export function openSidebar(file: string, prepare: (html: string) => string): void {
  const page = HtmlService.createHtmlOutputFromFile(file).getContent();
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(prepare(page)).setTitle(TITLE));
}
