// What is changed of which code, and the groups in which it is sent: one request for all codes that get the same change.
import {
  type ApiRequest,
  bulkAction,
  changeTags,
  editCode,
  MOST_IDS,
  updateDestination,
} from '../../qrius/requests';
import type { TagAction } from '../../shared/contract/change';
import { FIELD_NAMES, type TextField } from '../fields';

/** One change, the same for every code that gets it. */
export type Change =
  | { kind: 'destination'; url: string }
  | { kind: 'tags'; action: TagAction; tags: string[] }
  | { kind: 'pause' | 'activate' | 'delete' }
  /** A field that has no bulk request. */
  | { kind: TextField; text: string };

/** A change of one code. */
export interface CodeChange {
  id: string;
  change: Change;
}

/** What one request changes. Plain JSON. */
export interface Group {
  /** No ID is in it twice. */
  ids: string[];
  change: Change;
  /** Requests for these codes that had no proper answer, so far. */
  tries: number;
  /** The group is one code of a group that was refused, sent alone to learn who is to blame (`bisect.ts`). */
  probe: Probe | null;
  /** Some of a larger group were refused and some not: where this part is refused, it is divided at once. */
  sifted: boolean;
}

/** What waits for the answer to a probe. */
export interface Probe {
  /** The other codes of the refused group. */
  rest: string[];
  /** Why the probe before this one failed; null for the first. Its own ID is removed, so that two reasons compare. */
  before: string | null;
}

/** Whether a request makes it for one code alone. */
export const isSingle = (change: Change): boolean => 'text' in change;

/**
 * Puts codes that get the same change together; fields without a bulk request go alone.
 * The groups are to be sent in their order: where a code gets several values for one thing, the last one stays.
 * @param changes in order. A change that repeats the latest one of its code is left out.
 * @param atOnce codes that a group may have.
 * @param tries how often they were sent.
 */
export function groupsOf(changes: readonly CodeChange[], atOnce = MOST_IDS, tries = 0): Group[] {
  const groups: Group[] = [];
  const sameChange = new Map<string, number[]>();
  /** For each code and thing: its latest change, and the number of its group. */
  const latest = new Map<string, { key: string; group: number }>();
  for (const { id, change } of changes) {
    const key = keyOf(change);
    const places = thingsOf(change).map((thing) => `${thing} ${id}`);
    const before = places.map((place) => latest.get(place));
    if (before.every((one) => one?.key === key)) continue;
    const after = Math.max(-1, ...before.map((one) => one?.group ?? -1));
    const candidates = sameChange.get(key) ?? [];
    const most = isSingle(change) ? 1 : atOnce;
    let number = candidates.find((at) => at > after && (groups[at]?.ids.length ?? most) < most);
    if (number === undefined) {
      number = groups.length;
      groups.push({ ids: [], change, tries, probe: null, sifted: false });
      sameChange.set(key, [...candidates, number]);
    }
    groups[number]?.ids.push(id);
    for (const place of places) latest.set(place, { key, group: number });
  }
  return groups;
}

/** The request that changes a group. */
export function requestOf({ ids, change }: Group): ApiRequest {
  switch (change.kind) {
    case 'destination':
      return updateDestination(ids, change.url);
    case 'tags':
      return changeTags(ids, change.action, change.tags);
    case 'pause':
    case 'activate':
    case 'delete':
      return bulkAction(ids, change.kind);
    default:
      return editCode(ids[0] ?? '', { [change.kind]: change.text });
  }
}

/** Tags are a set: their order makes no other change. */
function keyOf(change: Change): string {
  return JSON.stringify(
    change.kind === 'tags' ? [change.kind, change.action, [...new Set(change.tags)].sort()] : change,
  );
}

/** Changes of different things of a code may be sent in any order; nothing may pass a delete. */
function thingsOf({ kind }: Change): string[] {
  if (kind === 'delete') return [...FIELD_NAMES, 'status'];
  return [kind === 'pause' || kind === 'activate' ? 'status' : kind];
}
