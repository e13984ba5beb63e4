// What an execution that was cut off left behind: rows marked as being created, and tokens whose row is no longer marked.
import { sentHash } from '../../table/fingerprint';
import { readMark, sentOf } from '../../table/marks';
import type { Row } from '../../table/rows';
import type { JobRecord } from '../record';
import type { Request } from './send';

/**
 * The requests that must be looked up before anything else is sent. Updates the record's counts for rows that were
 * written just before the execution was cut off, and not counted any more.
 * @param rows the rows as they were just read.
 */
export function leftovers(record: JobRecord, rows: readonly Row[]): Request[] {
  const requests: Request[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    if (!('token' in row.mark) || seen.has(row.mark.token)) continue;
    seen.add(row.mark.token);
    requests.push({ token: row.mark.token, inputs: row, slug: row.slug, tries: row.mark.tries });
  }
  const byHash = new Map(
    rows.filter((row) => !('token' in row.mark)).map((row) => [sentHash(row.name, row.destination), row]),
  );
  for (const token of record.inFlight) {
    if (seen.has(token)) continue;
    const row = byHash.get(sentOf(token));
    if (!row) requests.push(withoutRow(token));
    else if (row.id !== '') record.counts.created += 1;
    else if (readMark(row.status).kind === 'none') record.counts.failed += 1;
  }
  return requests;
}

/** A request of which only the token is known: its row was deleted, or edited after its mark was overwritten. */
function withoutRow(token: string): Request {
  return { token, inputs: { name: '', destination: '', shown: '', slug: '', tags: [] }, slug: '', tries: 0 };
}
