// What the answer to a create means for its row.
import type { Outcome } from '../../qrius/answers';
import { readCode } from '../../qrius/readings';
import type { ConflictPolicy } from '../../shared/contract/create';
import type { UserError } from '../../shared/errors';
import { slugOf } from '../../table/status';
import { verdictOf } from '../verdict';
import { isMade, type Request, type Result, UNSENT, withSuffix } from './in-flight';
import * as words from './words';

/** @property result null where the request leaves once more, with `slug`. */
export interface Decision {
  slug: string;
  result: Result | null;
  pause?: UserError;
}

/** The ID is another row's. Whether this row has a code of its own, Qrius is asked. */
export const TWIN: Result = {
  kind: 'unknown',
  why: words.otherRowsId,
  blame: 'itself',
};

/**
 * @param outcome null where none came for this request.
 * @param mayChoose whether Qrius is known to take slugs that the add-on makes; null while nobody knows.
 */
export function decide(
  request: Request,
  outcome: Outcome | null,
  conflict: ConflictPolicy,
  mayChoose: boolean | null,
): Decision {
  const { slug } = request;
  const verdict = verdictOf(outcome, words.noAnswer, {
    tries: request.tries,
    repeatable: false,
    forbidden: words.planFull,
  });
  const hasMadeSlug = slug !== '' && slug === slugOf(request.token);
  switch (verdict.kind) {
    case 'done': {
      const code = readCode(verdict.data);
      // The code was probably created, but its ID did not arrive: as good as no answer.
      const why = words.withoutId;
      return { slug, result: code ? { kind: 'created', code } : { kind: 'unknown', why, blame: 'itself' } };
    }
    case 'refused':
      if (verdict.reason === 'conflict') return afterConflict(request, verdict.sentence, conflict);
      if (verdict.reason === 'rejected' && hasMadeSlug) return withoutSlug(request, verdict.sentence);
      return { slug, result: { kind: 'failed', sentence: verdict.sentence } };
    case 'pause':
      if (verdict.why.info.code === 'plan-limit' && hasMadeSlug && mayChoose !== true)
        return withoutSlug(request, verdict.why.message);
      return { slug, result: UNSENT, pause: verdict.why };
    case 'again':
      return { slug, result: UNSENT };
    default:
      return { slug, result: { kind: 'unknown', why: verdict.why, blame: 'itself' } };
  }
}

/** The made slug may be what is refused. One that was sent before may have left without a slug already. */
const withoutSlug = ({ isRepeat }: Request, why: string): Decision => ({
  slug: '',
  result: isRepeat ? { kind: 'unknown', why, blame: 'nobody' } : null,
});

function afterConflict(request: Request, sentence: string, conflict: ConflictPolicy): Decision {
  if (isMade(request) || request.isRepeat)
    return { slug: request.slug, result: { kind: 'exists', sentence } };
  return afterTaken(request, sentence, conflict);
}

/** The slug of the user's is somebody else's, or that of another code of theirs. */
export function afterTaken(request: Request, sentence: string, conflict: ConflictPolicy): Decision {
  const { slug } = request;
  if (conflict === 'suffix' && slug !== '') return { slug: withSuffix(request), result: null };
  if (conflict === 'mine') return { slug, result: { kind: 'taken', sentence } };
  return { slug, result: { kind: 'failed', sentence, skipped: conflict === 'stop' } };
}
