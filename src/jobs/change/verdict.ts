// What an answer means for a group of codes: who is changed, who is not and why, and what has to be asked again.
import type { Outcome } from '../../qrius/answers';
import { readBulk } from '../../qrius/readings';
import { Refusal } from '../../wire/failure';
import { keyRefused } from '../batch';
import type { Group } from './changes';
import { alone, divide, type Failed, others, parts } from './divide';

/** Waits before a group that brought no proper answer is sent again, in milliseconds, by its tries. */
export const PAUSES_MS: readonly number[] = [1_000, 2_000];
/** A request that brought no proper answer counts a try; after this many its codes fail with a sentence. */
export const MOST_TRIES = PAUSES_MS.length + 1;

/** Each code of the group, and each that waits for its probe, stands in exactly one of `done`, `failed`, `again` and `unclear`. */
export interface Verdict {
  /** IDs that are as was wished. */
  done: string[];
  failed: Failed[];
  /** What is to be sent, before any later group that holds the same codes. `tries` tells which pause comes first. */
  again: Group[];
  /** Codes that may have been deleted or not: list the account's codes, then ask {@link afterList}. */
  unclear: Group | null;
  /** Why nothing more may be sent; the group stands in `again`. */
  halt: Refusal | null;
  /** The rate window is closed: the group stands in `again` and has lost no try. */
  limited: boolean;
}

const NOT_CHANGED = 'Qrius did not change it; the code may have been deleted.';
const NO_SUCH_CODE = 'Qrius has no such code any more.';

/**
 * Judges the answer to a group's request. A code is done, or failed, only by an answer that says so of all codes it names.
 * Where some failed, the group is divided and asked again: all changes but a delete can be repeated without harm.
 * @param outcome null where no answer came.
 */
export function verdict(group: Group, outcome: Outcome | null): Verdict {
  if (outcome === null) return lost(group, 'Qrius gave no answer');
  switch (outcome.kind) {
    case 'done':
      return counted(group, outcome.data);
    case 'missing':
      return group.change.kind === 'delete' ? unclear(group) : refused(group, NO_SUCH_CODE);
    case 'rejected':
    case 'conflict':
      return refused(group, outcome.message);
    case 'lost':
      return lost(group, outcome.why);
    case 'limited':
      return result({ again: [group], limited: true });
    case 'key-refused': {
      return result({ again: [group], halt: keyRefused() });
    }
    case 'plan-limit': {
      const sentence = `Qrius does not allow this change: ${outcome.message} All that was changed stays.`;
      return result({ again: [group], halt: new Refusal('plan-limit', sentence) });
    }
  }
}

/**
 * What the account's codes say of a delete that was unclear.
 * @param existing IDs of all codes that the account has now, from a list that is known to be whole.
 */
export function afterList(group: Group, existing: ReadonlySet<string>): Verdict {
  const done = group.ids.filter((id) => !existing.has(id));
  const ids = group.ids.filter((id) => existing.has(id));
  if (ids.length === 0) return result({ done });
  if (group.tries < MOST_TRIES) return result({ done, again: [{ ...group, ids }] });
  const sentence = `Qrius did not delete it, ${group.tries} times. The code is still there.`;
  return result({ done, failed: ids.map((id) => ({ id, sentence })) });
}

function counted(group: Group, data: unknown): Verdict {
  const { ids, change } = group;
  // A rename is answered with the code and not with counts.
  const counts = change.kind === 'rename' ? { failed: 0, updated: 1 } : readBulk(data, ids.length);
  if (counts?.failed === 0) return result({ done: ids, again: others(group) });
  // A code that the request deleted would count as failed the next time.
  if (change.kind === 'delete') return unclear(group);
  if (counts?.updated === 0) {
    return result({ failed: ids.map((id) => ({ id, sentence: NOT_CHANGED })), again: others(group) });
  }
  if (counts) return result({ again: parts(group) });
  const why = 'Qrius answered with counts that cannot be right';
  return ids.length === 1 ? lost(group, why) : result({ again: divide(group) });
}

function lost(group: Group, why: string): Verdict {
  if (group.change.kind === 'delete') return unclear(group);
  const tries = group.tries + 1;
  if (tries < MOST_TRIES) return result({ again: [{ ...group, tries }] });
  const sentence = `${why}, ${tries} times. It is not known whether the change was made; it can be sent again without harm.`;
  if (group.ids.length === 1) return result(alone(group, sentence));
  return result({ failed: group.ids.map((id) => ({ id, sentence })) });
}

/** The whole request was refused, so nothing of it was done. (That nothing was done is assumed.) */
function refused(group: Group, sentence: string): Verdict {
  return group.ids.length === 1 ? result(alone(group, sentence)) : result({ again: divide(group) });
}

function unclear(group: Group): Verdict {
  const ids = [...group.ids, ...(group.probe?.rest ?? [])];
  return result({ unclear: { ...group, ids, probe: null, tries: group.tries + 1 } });
}

const result = (part: Partial<Verdict>): Verdict => ({
  done: [],
  failed: [],
  again: [],
  unclear: null,
  halt: null,
  limited: false,
  ...part,
});
