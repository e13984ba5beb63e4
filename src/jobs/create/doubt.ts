// Requests whose answer was lost, or whose execution was cut off: looked up at Qrius before anything else is sent.

import { SETTLE_MS } from '../../qrius/assumptions';
import type { Code } from '../../qrius/readings';
import { Refusal } from '../../wire/failure';
import { commit, refresh } from '../ledger';
import { allCodes, match } from '../look-up';
import type { CreateRecord } from '../record';
import { leftovers } from './leftovers';
import { close, type Run } from './run';
import type { Request, Result } from './send';
import { afterLookUp, mine, stillInDoubt } from './settle';

/** Rows marked as being created of which this execution knows nothing: one that was cut off left them, or a user pasted them. */
export function openLeftovers(run: Run): void {
  const cutOff: Result = { kind: 'doubt', why: 'The run was cut off', blame: 'nobody' };
  const { requests, seems } = leftovers(run.record.inFlight, run.ledger.rows);
  run.open = requests.map((request) => ({ request, result: cutOff }));
  run.seems = seems;
}

/**
 * Asks Qrius which of the requests in doubt made a code.
 * @returns the record where Qrius cannot be asked, so that the slice is over.
 */
export function lookUp(run: Run, doubts: readonly Request[]): CreateRecord | null {
  const { ports, ledger } = run;
  let found: Map<string, Code>;
  try {
    ports.clock.sleep(SETTLE_MS);
    found = match(doubts, allCodes(ports, run.record), knownIds(run), run.record.since);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // The marks stay as they are: the next slice begins with them.
    if (error.failure.code === 'out-of-time') return close(run, { phase: 'running' });
    refresh(ledger);
    commit(ledger, stillInDoubt(doubts, ledger.rows));
    return close(run, { phase: 'paused', failure: error.failure });
  }
  countSeeming(run, found);
  run.open = run.open.map(({ request, result }) => {
    const code = found.get(request.token);
    return result.kind === 'doubt'
      ? afterLookUp(request, code, result.why, result.blame)
      : { request, result };
  });
  return null;
}

/** IDs that are in the sheet are never adopted; where nobody knows when a row was marked, nor are those of other sheets. */
function knownIds({ ports, ledger, record }: Run): Set<string> {
  const known = new Set(ledger.rows.map((row) => row.id).filter((id) => id !== ''));
  if (record.since === 0) for (const text of ports.textsElsewhere(record.sheetId)) known.add(text);
  return known;
}

/** Leftovers that were written just before the execution was cut off, and not counted any more. */
function countSeeming(run: Run, found: ReadonlyMap<string, Code>): void {
  const counts = { ...run.record.counts };
  for (const [token, what] of run.seems) if (!found.has(token)) counts[what] += 1;
  run.record = { ...run.record, counts };
  run.seems = new Map();
}

/** Slugs that are taken: the code that has one is used where it is the user's own and leads to the same place. */
export function useMine(run: Run): void {
  if (!run.open.some(({ result }) => result.kind === 'taken')) return;
  const known = new Set(run.ledger.rows.map((row) => row.id));
  let settle: (request: Request, sentence: string) => Result;
  try {
    const codes = allCodes(run.ports, run.record);
    settle = (request, sentence) => mine(request, sentence, codes, known);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    run.halt = error;
    settle = () => ({ kind: 'unsent' });
  }
  run.open = run.open.map(({ request, result }) => ({
    request,
    result: result.kind === 'taken' ? settle(request, result.sentence) : result,
  }));
}
