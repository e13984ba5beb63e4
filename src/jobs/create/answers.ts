// What the answer to a create means for its row.
import type { Outcome } from '../../qrius/answers';
import { readCode } from '../../qrius/readings';
import type { UserError } from '../../shared/errors';
import { suffixOf } from '../../table/status';
import { verdictOf } from '../verdict';
import type { Request, Result } from './in-flight';
import type { CreateDetails } from './plan';

/** `again`: the request leaves once more, with another slug or none. */
export type Decision =
  | { kind: 'result'; result: Result; pause?: UserError }
  | ({ kind: 'again' } & Pick<Request, 'slug' | 'madeSlug'>);

const NO_ANSWER = 'Qrius gave no answer';
const NO_ID = 'Qrius answered without the code’s ID';
const decided = (result: Result): Decision => ({ kind: 'result', result });

/**
 * @param outcome null where none came for this request.
 * @param mayChoose whether Qrius is known to accept slugs that the add-on made; null while nobody knows.
 */
export function decide(
  request: Request,
  outcome: Outcome | null,
  conflict: CreateDetails['choices']['conflict'],
  mayChoose: boolean | null,
): Decision {
  const verdict = verdictOf(outcome, NO_ANSWER, {
    tries: request.tries,
    repeatable: false,
    forbidden: (message) =>
      `Qrius creates no more codes for this account: ${message} Codes created so far are kept.`,
  });
  switch (verdict.kind) {
    case 'done': {
      const code = readCode(verdict.data);
      if (code) return decided({ kind: 'created', code });
      return decided(request.slug === '' ? lost(NO_ID) : { kind: 'exists', why: NO_ID });
    }
    case 'refused':
      if (verdict.reason === 'conflict') return afterConflict(request, verdict.sentence, conflict);
      // Where the service lets nobody choose, the code gets a slug of its own.
      if (request.madeSlug && mayChoose !== true) return { kind: 'again', slug: '', madeSlug: false };
      return decided({ kind: 'failed', sentence: verdict.sentence });
    case 'pause':
      return { kind: 'result', result: { kind: 'unsent' }, pause: verdict.why };
    case 'again':
      return decided({ kind: 'unsent' });
    default:
      return decided(lost(verdict.why));
  }
}

const lost = (why: string): Result => ({ kind: 'unknown', why, blame: 'itself' });

/** A slug is taken: by this request's own code where it left before or the slug is its own, else by somebody else's. */
function afterConflict(
  { slug, madeSlug, isRepeat, token }: Request,
  sentence: string,
  conflict: CreateDetails['choices']['conflict'],
): Decision {
  if (madeSlug || isRepeat) return decided({ kind: 'exists', why: sentence });
  if (conflict === 'suffix' && slug !== '')
    return { kind: 'again', slug: `${slug}-${suffixOf(token)}`, madeSlug: true };
  return decided({ kind: conflict === 'mine' ? 'taken' : 'failed', sentence });
}
