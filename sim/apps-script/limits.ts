// The limits of Google Apps Script and Sheets that the world enforces, each with its source.

/** Longest execution, in milliseconds (apps-script.md, section 1: 6 min for consumer and Workspace accounts alike). */
export const EXECUTION_LIMIT_MS = 6 * 60_000;

/** Longest simple trigger (onOpen and its like), in milliseconds (apps-script.md, section 1). */
export const SIMPLE_TRIGGER_LIMIT_MS = 30_000;

/** Largest property value in bytes (apps-script.md, section 1: 9 KB a value). */
export const PROPERTY_VALUE_BYTES = 9 * 1024;

/** Largest property store in bytes, keys and values together (apps-script.md, section 1: 500 KB a store). */
export const PROPERTY_STORE_BYTES = 500 * 1024;

/** Longest text of a cell, in characters (apps-script.md, section 1). */
export const CELL_TEXT_CHARACTERS = 50_000;

/** Longest URL that UrlFetchApp takes, in characters (apps-script.md, section 1, the method reference). */
export const FETCH_URL_CHARACTERS = 2082;

/** Most request headers of one fetch (apps-script.md, section 1). */
export const FETCH_HEADERS = 100;

/** Most bytes of request headers of one fetch, names and values together (apps-script.md, section 1: 8 KB). */
export const FETCH_HEADER_BYTES = 8 * 1024;

/** How long a fetch waits unless told otherwise, in seconds (apps-script.md, section 2: `timeoutSeconds`, default 360). */
export const FETCH_TIMEOUT_SECONDS = 360;

/** Running time of all triggers of a user in 24 hours, consumer accounts, in milliseconds (apps-script.md, section 1). */
export const TRIGGER_BUDGET_MS = 90 * 60_000;

/** Triggers one user may have in one script (apps-script.md, section 1). */
export const TRIGGERS_PER_USER = 20;

/** Most cells of a document, all its sheets together (apps-script.md, section 1). */
export const CELLS_OF_DOCUMENT = 10_000_000;

/** Height of a row that nobody has changed, in pixels (apps-script.md, section 11). */
export const ROW_HEIGHT = 21;

/** Size of a new sheet: the Google Sheets editor makes 1,000 rows and 26 columns. */
export const NEW_SHEET_ROWS = 1000;
export const NEW_SHEET_COLUMNS = 26;
