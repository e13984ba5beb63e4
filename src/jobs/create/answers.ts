// What the answer to a create means for its row.
import type { Outcome } from '../../qrius/answers';
import { readCode } from '../../qrius/readings';
import type { UserError } from '../../shared/errors';
import type { Ports } from '../ports';
import { verdictOf } from '../verdict';
import type { Request, Result } from './in-flight';
import type { CreateDetails } from './plan';

/** `again`: the request leaves once more, with another slug. */
export type Decision =
  | { kind: 'result'; result: Result; pause?: UserError }
  | { kind: 'again'; slug: string };

const NO_ANSWER = 'Qrius gave no answer';
const decided = (result: Result): Decision => ({ kind: 'result', result });

/**
 * @param outcome null where none came for this request.
 * @param hasSuffix whether the slug was changed after a conflict already.
 */
export function decide(
  request: Request,
  outcome: Outcome | null,
  conflict: CreateDetails['choices']['conflict'],
  hasSuffix: boolean,
  ports: Pick<Ports, 'clock' | 'random'>,
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
      // The code was probably created, but its ID did not arrive: as good as no answer.
      const why = 'Qrius answered without the code’s ID';
      return decided(code ? { kind: 'created', code } : { kind: 'unknown', why, blame: 'itself' });
    }
    case 'refused':
      if (verdict.reason !== 'conflict') return decided({ kind: 'failed', sentence: verdict.sentence });
      return afterConflict(request, verdict.sentence, conflict, hasSuffix, ports);
    case 'pause':
      return { kind: 'result', result: { kind: 'unsent' }, pause: verdict.why };
    case 'again':
      return decided({ kind: 'unsent' });
    default:
      return decided({ kind: 'unknown', why: verdict.why, blame: 'itself' });
  }
}

function afterConflict(
  { slug, tries }: Request,
  sentence: string,
  conflict: CreateDetails['choices']['conflict'],
  hasSuffix: boolean,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
): Decision {
  // The first try had no answer and was not found: it may have created the code after it was looked for.
  if (tries === 1) return decided({ kind: 'unknown', why: sentence, blame: 'itself' });
  if (conflict === 'suffix' && slug !== '' && !hasSuffix)
    return { kind: 'again', slug: withSuffix(slug, clock.now(), random(2)) };
  return decided({ kind: conflict === 'mine' ? 'taken' : 'failed', sentence });
}

/** A short suffix: a base-36 time stamp as the guide advises, and two random characters against two runs in one second. */
const withSuffix = (slug: string, now: number, random: string): string =>
  `${slug}-${Math.floor(now / 1000).toString(36)}${random}`;
