// What an answer means for a group of codes: who is changed, who is not and why, and what must be sent again.
import type { Outcome } from '../../qrius/answers';
import { readBulk } from '../../qrius/readings';
import type { UserError } from '../../shared/errors';
import { MAX_TRIES, verdictOf } from '../verdict';
import { afterProbe, bisect, type Failed, parts, restOf } from './bisect';
import { type Group, isSingle } from './changes';
import * as words from './words';

/** Each code of the group, and each that waits for its probe, is in exactly one of `done`, `failed`, `again` and `unclear`. */
export interface Judgement {
  /** IDs that are as they should be. */
  done: string[];
  failed: Failed[];
  /** What is to be sent, before any later group that has the same codes. */
  again: Group[];
  /** Codes that may have been deleted or not: list the account's codes, then ask {@link afterList}. */
  unclear: Group | null;
  /** Why nothing more may be sent; the group is in `again`. */
  pause: UserError | null;
}

/**
 * A code is done, or failed, only by an answer that says so of all codes it names. Where some failed, the group is divided and
 * sent again: all changes but a delete can be repeated without harm.
 * @param outcome null where no answer came.
 */
export function judge(group: Group, outcome: Outcome | null, why = words.noAnswer): Judgement {
  const isDelete = group.change.kind === 'delete';
  const verdict = verdictOf(outcome, why, {
    tries: group.tries,
    repeatable: !isDelete,
    forbidden: (message) => words.forbidden(message),
  });
  switch (verdict.kind) {
    case 'done':
      return counted(group, verdict.data);
    case 'refused':
      if (verdict.reason !== 'missing') return refused(group, verdict.sentence);
      return isDelete ? unclear(group) : refused(group, words.noSuchCode);
    case 'again':
      return result({ again: [{ ...group, tries: verdict.tries }] });
    case 'unknown':
      return unclear(group);
    case 'pause':
      return result({ again: [group], pause: verdict.why });
    case 'failed':
      return givenUp(group, verdict.why, verdict.tries);
  }
}

/**
 * What the account's codes say of a delete that was unclear.
 * @param existing IDs of all codes that the account has now, from a list that is known to be whole.
 */
export function afterList(group: Group, existing: ReadonlySet<string>): Judgement {
  const done = group.ids.filter((id) => !existing.has(id));
  const ids = group.ids.filter((id) => existing.has(id));
  if (ids.length === 0) return result({ done });
  if (group.tries < MAX_TRIES) return result({ done, again: [{ ...group, ids }] });
  const sentence = words.notDeleted(group.tries);
  return result({ done, failed: ids.map((id) => ({ id, sentence })) });
}

function counted(group: Group, data: unknown): Judgement {
  const { ids, change } = group;
  // An edit of one code is answered with the code and not with counts.
  const counts = isSingle(change) ? { failed: 0, updated: 1 } : readBulk(data, ids.length);
  if (counts?.failed === 0) return result({ done: ids, again: restOf(group) });
  // A code that the request deleted would count as failed the next time.
  if (change.kind === 'delete') return unclear(group);
  if (counts?.updated === 0)
    return result({ failed: ids.map((id) => ({ id, sentence: words.notChanged })), again: restOf(group) });
  if (counts) return result({ again: parts(group) });
  return ids.length === 1 ? improper(group) : result({ again: bisect(group) });
}

function improper(group: Group): Judgement {
  const why = words.oddCounts;
  const tries = group.tries + 1;
  return tries < MAX_TRIES ? result({ again: [{ ...group, tries }] }) : givenUp(group, why, tries);
}

function givenUp(group: Group, why: string, tries: number): Judgement {
  const sentence = words.givenUp(why, tries);
  if (group.ids.length === 1) return result(afterProbe(group, sentence));
  return result({ failed: group.ids.map((id) => ({ id, sentence })) });
}

/** The whole request was refused, so nothing of it was done. (That nothing was done is assumed.) */
function refused(group: Group, sentence: string): Judgement {
  return group.ids.length === 1 ? result(afterProbe(group, sentence)) : result({ again: bisect(group) });
}

function unclear(group: Group): Judgement {
  const ids = [...group.ids, ...(group.probe?.rest ?? [])];
  return result({ unclear: { ...group, ids, probe: null, tries: group.tries + 1 } });
}

const result = (part: Partial<Judgement>): Judgement => ({
  done: [],
  failed: [],
  again: [],
  unclear: null,
  pause: null,
  ...part,
});
