// What an execution that was cut off left behind: rows marked as being created, and tokens whose row is no longer marked.
import { sentHash } from '../../table/fingerprint';
import { sentOf } from '../../table/marks';
import type { Inputs, Row } from '../../table/rows';
import type { Request } from './send';

/** What must be looked up before anything else is sent. */
export interface Leftovers {
  requests: Request[];
  /** What the sheet says of tokens that no row bears: counted so where the look-up finds nothing that contradicts it. */
  seems: Map<string, 'done' | 'failed'>;
}

const UNKNOWN: Inputs = { name: '', destination: '', shown: '', slug: '', tags: [] };

/**
 * @param inFlight tokens of requests that may have left since the job was noted last.
 * @param rows the rows as they were just read.
 */
export function leftovers(inFlight: readonly string[], rows: readonly Row[]): Leftovers {
  const found: Leftovers = { requests: [], seems: new Map() };
  const byHash = new Map<string, Row[]>();
  const marked = new Map<string, Row>();
  for (const row of rows) {
    if (row.empty) continue;
    const hash = sentHash(row.name, row.destination);
    const alike = byHash.get(hash);
    if (alike) alike.push(row);
    else byHash.set(hash, [row]);
    if (row.id === '' && 'token' in row.mark && !marked.has(row.mark.token)) marked.set(row.mark.token, row);
  }
  for (const token of new Set([...marked.keys(), ...inFlight])) {
    const alike = byHash.get(sentOf(token)) ?? [];
    const bearer = marked.get(token);
    const own = bearer ? ownRow(token, alike) : alike.find((row) => row.id === '' && row.status === '');
    const tries = bearer && 'tries' in bearer.mark ? bearer.mark.tries : 0;
    found.requests.push({ token, inputs: own ?? UNKNOWN, slug: own?.slug ?? '', tries });
    if (bearer || own) continue;
    if (alike.some((row) => row.id !== '')) found.seems.set(token, 'done');
    else if (alike.some((row) => row.status.startsWith('Failed:'))) found.seems.set(token, 'failed');
  }
  return found;
}

/** The row that was sent still hashes to its mark: the mark alone may have been torn from it, or the row edited. */
function ownRow(token: string, alike: readonly Row[]): Row | undefined {
  const open = alike.filter((row) => row.id === '');
  return open.find((row) => 'token' in row.mark && row.mark.token === token) ?? open[0];
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
