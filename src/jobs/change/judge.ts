// What an answer means for a group of codes: who is changed, who is not and why, and what must be sent again.
import type { Outcome } from '../../qrius/answers';
import { readBulk } from '../../qrius/readings';
import type { UserError } from '../../shared/errors';
import { MAX_TRIES, verdictOf } from '../verdict';
import { afterProbe, bisect, type Failed, parts, restOf } from './bisect';
import { type Group, isSingle } from './changes';
import * as words from './words';

/** Codes that may have been changed or not: the account says which. */
export interface Unclear {
  group: Group;
  /** What those are told that were not. */
  sentence: string;
}

/** Each code of the group, and each that waits for its probe, is in exactly one of `done`, `failed`, `again` and `unclear`. */
export interface Judgement {
  /** IDs that are as they should be. */
  done: string[];
  failed: Failed[];
  /** What is to be sent, before any later group that has the same codes. */
  again: Group[];
  /** List the account's codes, then ask {@link afterList}. */
  unclear: Unclear | null;
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
    forbidden: words.forbidden,
  });
  switch (verdict.kind) {
    case 'done':
      return counted(group, verdict.data);
    case 'refused':
      if (verdict.reason !== 'missing') return refused(group, verdict.sentence);
      return isDelete ? deleteUnclear(group) : refused(group, words.noSuchCode);
    case 'again':
      return result({ again: [{ ...group, tries: verdict.tries }] });
    case 'unknown':
      return deleteUnclear(group);
    case 'pause':
      return result({ again: [group], pause: verdict.why });
    case 'failed':
      return changeUnclear(group, verdict.why, verdict.tries);
  }
}

/**
 * What the account's codes say of what was unclear. A delete is sent again, at most three times in all; of any other change this
 * is the last word.
 * @param isDone whether the account shows that a code is as it should be; from a list that is known to be whole.
 */
export function afterList({ group, sentence }: Unclear, isDone: (id: string) => boolean): Judgement {
  const done = group.ids.filter(isDone);
  const ids = group.ids.filter((id) => !isDone(id));
  if (ids.length === 0) return result({ done, again: restOf(group) });
  if (group.change.kind === 'delete' && group.tries < MAX_TRIES)
    return result({ done, again: [{ ...group, ids }] });
  if (group.ids.length === 1) return result(afterProbe(group, sentence));
  return result({ done, failed: ids.map((id) => ({ id, sentence })) });
}

function counted(group: Group, data: unknown): Judgement {
  const { ids, change } = group;
  // An edit of one code is answered with the code and not with counts.
  const counts = isSingle(change) ? { failed: 0, updated: 1 } : readBulk(data, ids.length);
  if (counts?.failed === 0) return result({ done: ids, again: restOf(group) });
  // A code that the request deleted would count as failed the next time.
  if (change.kind === 'delete') return deleteUnclear(group);
  if (counts?.updated === 0)
    return result({ failed: ids.map((id) => ({ id, sentence: words.notChanged })), again: restOf(group) });
  if (counts) return result({ again: parts(group) });
  return ids.length === 1 ? improper(group) : result({ again: bisect(group) });
}

function improper(group: Group): Judgement {
  const why = words.oddCounts;
  const tries = group.tries + 1;
  return tries < MAX_TRIES ? result({ again: [{ ...group, tries }] }) : changeUnclear(group, why, tries);
}

const changeUnclear = (group: Group, why: string, tries: number): Judgement =>
  result({ unclear: { group, sentence: words.notShown(why, tries) } });

/** The whole request was refused, so nothing of it was done. (That nothing was done is assumed.) */
function refused(group: Group, sentence: string): Judgement {
  return group.ids.length === 1 ? result(afterProbe(group, sentence)) : result({ again: bisect(group) });
}

function deleteUnclear(group: Group): Judgement {
  const ids = [...group.ids, ...(group.probe?.rest ?? [])];
  const tries = group.tries + 1;
  return result({
    unclear: { group: { ...group, ids, probe: null, tries }, sentence: words.notDeleted(tries) },
  });
}

const result = (part: Partial<Judgement>): Judgement => ({
  done: [],
  failed: [],
  again: [],
  unclear: null,
  pause: null,
  ...part,
});
