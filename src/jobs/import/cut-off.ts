// What an import finds where an earlier write of it was cut off: rows may have moved under that write.

import type { Code } from '../../qrius/readings';
import { byIdOf } from '../../table/cells';
import type { Patch, Row } from '../../table/rows';
import { failed, IMPORT_CUT, IMPORTED } from '../../table/status';
import { isForeign } from '../create/near';
import { mayLack } from '../create/words';

/**
 * A row of the user's that got the ID of another code gives it back. The last row that was added says that one above may be missing:
 * what slid under the whole write cannot be seen any more.
 * @param rows the rows as they were just read.
 * @param account the account's codes.
 * @param added IDs of the codes that the job has noted, and that were in no row before.
 */
export function afterCut(
  rows: readonly Row[],
  account: readonly Code[],
  added: ReadonlySet<string>,
): Map<number, Patch> {
  const byId = byIdOf(account);
  const patches = new Map<number, Patch>();
  const own = rows.filter((row) => {
    const code = added.has(row.id) ? byId.get(row.id) : undefined;
    if (!code || !isAnothers(row, code)) return code !== undefined;
    patches.set(row.index, cleared(row, code));
    return false;
  });
  const last = own[own.length - 1];
  if (last) patches.set(last.index, { status: IMPORT_CUT });
  return patches;
}

/** Whether a row is about something else than a code: neither what it says nor what Qrius may have made of it is the code's. */
const isAnothers = (row: Row, code: Code): boolean => !row.empty && isForeign(row, code);

const cleared = (row: Row, code: Code): Patch => ({
  id: '',
  image: '',
  ...(row.shortUrl === code.shortUrl && { shortUrl: '' }),
  ...(row.slug === code.slug && { slug: '' }),
  ...(row.status.startsWith(IMPORTED) && { status: failed(mayLack) }),
});
