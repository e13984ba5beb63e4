// Requests whose answer was lost, or whose execution was cut off: looked up at Qrius before anything else is sent.
import type { Code } from '../../qrius/answers';
import { SETTLE_MS } from '../../qrius/assumptions';
import { Refusal } from '../../wire/failure';
import { commit, refresh } from '../ledger';
import { allCodes, match } from '../look-up';
import type { JobRecord } from '../record';
import { leftovers } from './leftovers';
import { close, type Run } from './run';
import type { Request, Result } from './send';
import { afterLookUp, stillInDoubt } from './settle';

/** Rows marked as being created of which this execution knows nothing: one that was cut off left them, or a user pasted them. */
export function openLeftovers(run: Run): void {
  const cutOff: Result = { kind: 'doubt', why: 'The run was cut off', blame: 'nobody' };
  const { requests, written, failed } = leftovers(run.record.inFlight, run.ledger.rows);
  run.open = requests.map((request) => ({ request, result: cutOff }));
  run.written = written;
  const { counts } = run.record;
  run.record = { ...run.record, counts: { ...counts, failed: counts.failed + failed } };
}

/**
 * Asks Qrius which of the requests in doubt made a code.
 * @returns the record where Qrius cannot be asked, so that the slice is over.
 */
export function lookUp(run: Run, doubts: readonly Request[]): JobRecord | null {
  const { ports, ledger, record } = run;
  ports.clock.sleep(SETTLE_MS);
  const known = new Set(ledger.rows.map((row) => row.id).filter((id) => id !== ''));
  let found: Map<string, Code>;
  try {
    found = match(doubts, allCodes(ports, record), known, record.since);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refresh(ledger);
    commit(ledger, stillInDoubt(doubts, ledger.rows));
    return close(run, { phase: 'paused', failure: error.failure });
  }
  const settled = doubts.filter(({ token }) => run.written.has(token) && !found.has(token));
  const { counts } = run.record;
  run.record = { ...run.record, counts: { ...counts, created: counts.created + settled.length } };
  run.written = new Set();
  run.open = run.open
    .filter(({ request }) => !settled.includes(request))
    .map(({ request, result }) => {
      const code = found.get(request.token);
      return result.kind === 'doubt'
        ? afterLookUp(request, code, result.why, result.blame)
        : { request, result };
    });
  return null;
}
