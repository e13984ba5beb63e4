// What the account has and the sheet does not.

import type { Code } from '../../qrius/readings';
import { byIdOf, idsOf } from '../../table/cells';
import type { Row } from '../../table/rows';
import { IMPORT_CUT } from '../../table/status';
import { fingerprintOf } from '../fingerprint';
import type { Me } from '../ports';

export interface Missing {
  /** Codes that are in no row, the oldest first. */
  codes: Code[];
  /** Rows with an ID and hardly more: an execution was cut off while it wrote them, or a user pasted IDs, as an Unconfirmed row asks for. */
  incomplete: Array<{ row: Row; code: Code }>;
  /** How many codes are in the sheet. */
  there: number;
}

/** Stands for the codes that an import would bring. */
export const importFingerprint = (me: Me, { codes, incomplete }: Missing): string =>
  fingerprintOf(
    me,
    'import',
    [...codes, ...incomplete.map(({ code }) => code)].map(({ id }) => id),
  );

/** Whether a row with an ID has hardly more: then nothing in the sheet says that there is such a code. */
export const isIncomplete = ({ empty, mark, shortUrl, status }: Row): boolean =>
  empty || mark.kind !== 'none' || (shortUrl === '' && (status === '' || status === IMPORT_CUT));

/** @param rows the rows of the sheet. */
export function missingIn(account: readonly Code[], rows: readonly Row[]): Missing {
  const byId = byIdOf(account);
  const ids = idsOf(rows);
  const codes = account.filter(({ id }) => !ids.has(id)).reverse();
  const incomplete = rows.flatMap((row) => {
    const code = isIncomplete(row) ? byId.get(row.id) : undefined;
    return code ? [{ row, code }] : [];
  });
  return { codes, incomplete, there: byId.size - codes.length };
}
