// The limits of Google Apps Script and Sheets that the world enforces, each with its source.

/** Longest execution, in milliseconds (docs/facts/apps-script.md#execution-time: 6 min for consumer and Workspace accounts alike). */
export const EXECUTION_LIMIT_MS = 6 * 60_000;

/** Longest simple trigger (onOpen and its like), in milliseconds (docs/facts/apps-script.md#simple-trigger-time). */
export const SIMPLE_TRIGGER_LIMIT_MS = 30_000;

/** Largest property value in bytes (docs/facts/apps-script.md#property-size: 9 KB a value). */
export const PROPERTY_VALUE_BYTES = 9 * 1024;

/** Largest property store in bytes, keys and values together (docs/facts/apps-script.md#property-size: 500 KB a store). */
export const PROPERTY_STORE_BYTES = 500 * 1024;

/** Longest text of a cell, in characters (docs/facts/apps-script.md#cell-text). */
export const CELL_TEXT_CHARACTERS = 50_000;

/** Longest URL that UrlFetchApp takes, in characters (docs/facts/apps-script.md#fetch-url-length, the method reference). */
export const FETCH_URL_CHARACTERS = 2082;

/** Most request headers of one fetch (docs/facts/apps-script.md#fetch-headers). */
export const FETCH_HEADERS = 100;

/** Most bytes of request headers of one fetch, names and values together (docs/facts/apps-script.md#fetch-headers: 8 KB). */
export const FETCH_HEADER_BYTES = 8 * 1024;

/** How long a fetch waits unless told otherwise, in seconds (docs/facts/apps-script.md#fetch-timeout: `timeoutSeconds`, default 360). */
export const FETCH_TIMEOUT_SECONDS = 360;

/** Running time of all triggers of a user in 24 hours, consumer accounts, in milliseconds (docs/facts/apps-script.md#daily-trigger-time). */
export const TRIGGER_BUDGET_MS = 90 * 60_000;

/** Triggers one user may have in one script (docs/facts/apps-script.md#triggers-per-user). */
export const TRIGGERS_PER_USER = 20;

/** Most cells of a document, all its sheets together (docs/facts/apps-script.md#cells-per-workbook). */
export const CELLS_OF_DOCUMENT = 10_000_000;

/** Height of a row that nobody has changed, in pixels (docs/facts/apps-script.md#image-formulas). */
export const ROW_HEIGHT = 21;

/** Size of a new sheet: the Google Sheets editor makes 1,000 rows and 26 columns. */
export const NEW_SHEET_ROWS = 1000;
export const NEW_SHEET_COLUMNS = 26;
