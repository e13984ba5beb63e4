// A phone that scans a code: the simulated service counts the scan and says where it leads.
import { answerPublic } from '../../sim/qrius/public';
import type { State } from '../../sim/qrius/state';

/** What a scan opens; null where Qrius shows that there is nothing. Throws an Error with a sentence where no code has that ID. */
export function scan(
  state: State,
  id: unknown,
  now: number,
): { name: string; opens: string | null; scans: number } {
  const code = typeof id === 'string' && Object.hasOwn(state.codes, id) ? state.codes[id] : undefined;
  if (!code) throw new Error('Qrius has no such code any more: it was deleted.');
  const reply = answerPublic(state, 'GET', `/s/${code.slug}`, now);
  const opens = reply?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? null;
  return { name: code.name, opens, scans: code.visits };
}
