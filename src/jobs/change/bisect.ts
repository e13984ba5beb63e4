// Finds out who is to blame where a group of codes failed as a whole or in part: in thirds, and by sending one code alone.
import { MOST_IDS } from '../../qrius/requests';
import type { Group } from './changes';
import * as words from './words';

/** A code that was not changed, and why. */
export interface Failed {
  id: string;
  sentence: string;
}

/** How many parts a group is divided into. To find one code in a hundred takes up to 14 requests in halves, 13 in thirds. */
const PARTS = 3;

/**
 * What follows where a code that was sent alone failed, with this sentence. If it was a probe of a group that failed, one bad
 * ID may be the cause, or the change itself. To divide a group of n for the latter would cost 1.5 n requests, so the first
 * code and then the last are sent alone. Where both get the same reason it is taken for that of all the others.
 */
export function afterProbe(group: Group, sentence: string): { failed: Failed[]; again: Group[] } {
  const { probe } = group;
  const id = group.ids[0] ?? '';
  const failed = [{ id, sentence }];
  const last = probe?.rest[probe.rest.length - 1];
  if (!probe || last === undefined) return { failed, again: [] };
  const reason = sentence.split(id).join('');
  if (probe.before === null) {
    const next: Group = { ...group, ids: [last], probe: { rest: probe.rest.slice(0, -1), before: reason } };
    return { failed, again: [next] };
  }
  if (probe.before !== reason) return { failed, again: restOf(group) };
  const shared = words.failedTogether(sentence);
  return { failed: [...failed, ...probe.rest.map((other) => ({ id: other, sentence: shared }))], again: [] };
}

/** What is sent for a group of several codes that was refused or answered improperly: a probe, or parts. */
export function bisect(group: Group): Group[] {
  if (group.sifted) return parts(group);
  return [{ ...group, ids: group.ids.slice(0, 1), probe: { rest: group.ids.slice(1), before: null } }];
}

/**
 * How many codes the next slice sends together: it knows nothing of the parts of this one, and where the rate limit lets few
 * requests through it would send the same group each time.
 * @param atOnce how many it was before this answer.
 */
export function atOnceAfter(
  { ids }: Group,
  { done, again }: { done: readonly string[]; again: readonly Group[] },
  atOnce: number,
): number {
  if (done.length > 0) return Math.min(MOST_IDS, Math.max(atOnce, ids.length * PARTS));
  const isDivided = again.some((part) => part.ids.length < ids.length);
  return isDivided ? Math.ceil(ids.length / PARTS) : atOnce;
}

/** The group in parts, each to be divided further where it fails. */
export function parts(group: Group): Group[] {
  const { ids } = group;
  const size = Math.ceil(ids.length / PARTS);
  const starts = ids.flatMap((_, at) => (at % size === 0 ? [at] : []));
  return starts.map((at) => ({ ...group, ids: ids.slice(at, at + size), sifted: true }));
}

/** What waited for a probe, where the probe showed that the change itself is not to blame. */
export function restOf(group: Group): Group[] {
  const rest = group.probe?.rest ?? [];
  return rest.length === 0 ? [] : [{ ...group, ids: rest, probe: null, sifted: true }];
}
