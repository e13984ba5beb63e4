// What an execution that was cut off left behind: rows marked as being created, and tokens whose row is no longer marked.
import { sentHash } from '../../table/fingerprint';
import { sentOf } from '../../table/marks';
import type { Inputs, Row } from '../../table/rows';
import type { Request } from './send';

/** What must be looked up before anything else is sent, and what the look-up is not needed for. */
export interface Leftovers {
  requests: Request[];
  /** Tokens whose row seems to have its code already: made by this job, unless the look-up finds another one. */
  written: Set<string>;
  /** Rows whose failure was written just before the execution was cut off, and not counted any more. */
  failed: number;
}

const UNKNOWN: Inputs = { name: '', destination: '', shown: '', slug: '', tags: [] };

/**
 * @param inFlight tokens of requests that may have left since the job was noted last.
 * @param rows the rows as they were just read.
 */
export function leftovers(inFlight: readonly string[], rows: readonly Row[]): Leftovers {
  const found: Leftovers = { requests: [], written: new Set(), failed: 0 };
  const byHash = new Map<string, Row[]>();
  for (const row of rows) {
    const hash = sentHash(row.name, row.destination);
    byHash.set(hash, [...(byHash.get(hash) ?? []), row]);
  }
  const marked = new Map<string, Row>();
  for (const row of rows)
    if ('token' in row.mark && !marked.has(row.mark.token)) marked.set(row.mark.token, row);
  for (const token of new Set([...marked.keys(), ...inFlight])) {
    const alike = byHash.get(sentOf(token)) ?? [];
    const open = alike.filter((row) => row.id === '');
    const bearer = marked.get(token);
    // The row that was sent is the one that still hashes to its mark: the mark alone may have been torn from it, or the row edited.
    const own =
      open.find((row) => 'token' in row.mark && row.mark.token === token) ?? (bearer ? open[0] : undefined);
    const tries = bearer && 'tries' in bearer.mark ? bearer.mark.tries : 0;
    if (bearer) found.requests.push({ token, inputs: own ?? UNKNOWN, slug: own?.slug ?? '', tries });
    else if (open.some((row) => row.mark.kind === 'queued')) continue;
    else if (open.some((row) => /^Failed:/.test(row.status))) found.failed += 1;
    else {
      if (open.length === 0 && alike.length > 0) found.written.add(token);
      found.requests.push({ token, inputs: open[0] ?? UNKNOWN, slug: open[0]?.slug ?? '', tries });
    }
  }
  return found;
}

/** Fills in what a request was made from, where only the code that it made still tells. */
export function withInputs(
  request: Request,
  code: { name: string | null; destination: string | null },
): Request {
  if (request.inputs !== UNKNOWN) return request;
  const destination = code.destination ?? '';
  return { ...request, inputs: { ...UNKNOWN, name: code.name ?? '', destination, shown: destination } };
}
