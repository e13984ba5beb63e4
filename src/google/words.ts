// Sentences about what Google refused.

export const chartProtected =
  'The sheet of the chart is protected. Ask the owner of the document to let you edit it, then try again.';
export const chartTitle = 'Top codes by scans';
export const logProtected =
  'The hidden “Qrius log” tab is protected, and the add-on must record there what it does. Ask the owner to let you edit it.';
export const quotaUsed = 'Google lets this account send no more requests today';
export const unreachable = 'Qrius could not be reached';
export const cellsProtected =
  'Cells that the job must write are protected. Ask the owner of the sheet to let you edit them, then run again.';
/** @param cell as `B7`. */
export const cellRefused = (cell: string): string =>
  `A data validation rule on cell ${cell} rejects what the add-on writes there. Everything that fits is written. Remove the rule under Data → Data validation, then continue or run again.`;
export const columnsFrozen =
  'Google Sheets can’t add a column beside the frozen ones. Unfreeze some under View → Freeze, then run again.';
export const documentFull =
  'This document has as many cells as Google Sheets allows, 10 million. Delete empty rows or columns, then run again.';
export const sheetDeleted = 'The sheet of the job was deleted.';
export const tabKept = (name: string): string =>
  `Google Sheets didn’t let the tab “${name}” be deleted: it is protected, or the last one. Your key is still here. Try again without the tabs.`;
export const triggerRefused =
  'Google did not let the add-on run automatically in this document. Remove triggers of Qrius that you no longer need under “My triggers” at script.google.com, or try again later.';
export const windowBusy =
  'Another window of yours is setting up the add-on right now. Try again in a few seconds.';
