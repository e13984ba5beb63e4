// Codes whose row is gone: kept in the document's properties until their owner was told of them.
import type { Code } from '../qrius/readings';
import type { Orphan } from '../shared/contract/job';
import { flag, list, MAX_CELL, MAX_ID, object, parseJson, text, withDefault } from '../shared/parse';
import type { Job } from './job';
import type { StorePort } from './ports';

const PREFIX = 'qrius.lost.';
/** Codes a property, and characters of their names: the longest that are read stay below a property's 9 KB (docs/facts/apps-script.md#property-size). */
const ORPHANS_A_PAGE = 8;
const MAX_NAME = 80;
const orphans = list(
  object({
    id: text(MAX_ID),
    name: text(MAX_NAME),
    shortUrl: text(MAX_CELL),
    isUnsure: withDefault(flag, false),
  }),
  ORPHANS_A_PAGE,
);

/** @param isUnsure no answer said that it was made for this user's row. */
export const orphanOf = (
  { id, name, shortUrl }: Pick<Code, 'id' | 'name' | 'shortUrl'>,
  isUnsure = false,
): Orphan => ({ id, name: name ?? '', shortUrl, isUnsure });

/** Codes of one property. */
export interface OrphanPage {
  key: string;
  codes: Orphan[];
}

/** The properties that hold codes. @param moment tells those of one version of the job apart. */
export function orphanPages(
  { owner, id, version }: Job,
  found: readonly Orphan[],
  moment = '',
): Record<string, string> {
  const pages: Record<string, string> = {};
  for (let start = 0; start < found.length; start += ORPHANS_A_PAGE) {
    const page = found
      .slice(start, start + ORPHANS_A_PAGE)
      .map((code) => ({ ...code, name: code.name.slice(0, MAX_NAME) }));
    pages[`${PREFIX}${owner}.${id}.${version}.${moment}${start}`] = JSON.stringify(page);
  }
  return pages;
}

/**
 * A user's codes without a row, each once: an execution that was cut off right after it kept some is followed by one that keeps them again.
 * @param all the document's properties.
 * @param owner the random ID of the user who is to be told of them.
 */
export function readOrphans(all: Readonly<Record<string, string>>, owner: string): OrphanPage[] {
  const seen = new Set<string>();
  const isNew = ({ id }: Orphan) => seen.size < seen.add(id).size;
  return Object.keys(all)
    .filter((key) => key.startsWith(`${PREFIX}${owner}.`))
    .sort()
    .map((key) => ({ key, codes: (parseJson(orphans, all[key]) ?? []).filter(isNew) }));
}

/** Names the job whose result last told its owner of codes without a row. */
const toldKey = (owner: string): string => `qrius.told.${owner}`;

/** Whether the result of a job told a user of their codes. @param all the document's properties. */
export const isToldBy = (all: Readonly<Record<string, string>>, owner: string, job: string): boolean =>
  all[toldKey(owner)] === job;

export const noteTold = (store: StorePort, job: string): void => store.set({ [toldKey(store.me.id)]: job });

/** Forgets orphans that their owner was told of. */
export function forgetOrphans(store: StorePort, pages: readonly OrphanPage[]): void {
  for (const { key } of pages) store.delete(key);
  if (pages.length > 0) store.delete(toldKey(store.me.id));
}
