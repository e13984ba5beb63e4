// The time zone of the active spreadsheet. Apps Script's own zone, that of the manifest, may be another.

import type { ZonePort } from '../jobs/ports';
import { book } from './document';

/** Numbers in the order of WallParts; `u` is the weekday, 1 for Monday (letters of Java's SimpleDateFormat). */
const PATTERN = 'yyyy-MM-dd-HH-mm-u';

/** The zone as it is set now; where there is no active spreadsheet, getting it throws. */
export function spreadsheetZone(): ZonePort {
  const zone = book().getSpreadsheetTimeZone();
  return {
    parts: (ms) => {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, weekday = 0] = Utilities.formatDate(
        new Date(ms),
        zone,
        PATTERN,
      )
        .split('-')
        .map(Number);
      return { year, month, day, hour, minute, weekday };
    },
  };
}

/** The spreadsheet's locale, as `de_DE`. */
export const spreadsheetLocale = (): string => book().getSpreadsheetLocale();
