// Marks that a write which was cut off replaced, because rows had moved before it.
import { slugIn } from '../../qrius/readings';
import { groupBy } from '../../table/cells';
import { comparableSlug, sentHash } from '../../table/fingerprint';
import type { Patch, Row } from '../../table/rows';
import {
  CREATED,
  creating,
  queued,
  SLUGS_MIXED,
  saysCode,
  saysNoCode,
  sentOf,
  slugOf,
} from '../../table/status';
import type { Me } from '../ports';
import { isMadeFor } from './binding';
import { tokenOf } from './in-flight';

const hashOf = ({ name, destination }: Row): string => sentHash(name, destination);

/**
 * The Status of rows that were in flight and say something else since: without its mark a row would be sent again with another slug.
 * @param rows the rows as they were just read.
 * @param inFlight tokens of requests that may have left since the last write that was read back.
 */
export function lostMarks(me: Me, rows: readonly Row[], inFlight: readonly string[]): Map<number, Patch> {
  const coded = rows.filter(({ id }) => id !== '');
  const slugs = new Set(coded.map(({ shortUrl }) => comparableSlug(slugIn(shortUrl))));
  const codedBy = groupBy(coded, hashOf);
  const hasCode = (token: string) => {
    const slug = slugOf(token);
    const alike = codedBy.get(sentOf(token)) ?? [];
    return slug === '' ? alike.some((row) => isMadeFor(me, token, row)) : slugs.has(comparableSlug(slug));
  };
  const marks = new Set(rows.flatMap((row) => (row.id === '' ? tokenOf(row) : [])));
  const patches = new Map<number, Patch>();
  // A code that is not there: the word of another row.
  const isUntrue = ({ status }: Row) => saysCode(status);
  // A row whose code went to another one needs another request's; any other mark is its own.
  const lacksMark = (row: Row) => {
    const token = tokenOf(row);
    return row.mark.kind === 'none' ? isUntrue(row) : token === '' || hasCode(token);
  };
  const bare = rows.filter((row) => row.id === '' && lacksMark(row));
  const lost = inFlight.filter((token) => !marks.has(token) && !hasCode(token));
  const lostBy = groupBy([...new Set(lost)], sentOf);
  const give = (isIts: (token: string, row: Row) => boolean) => {
    for (const row of bare) {
      const alike = patches.has(row.index) ? [] : (lostBy.get(hashOf(row)) ?? []);
      const at = alike.findIndex((token) => isIts(token, row));
      const [token] = at < 0 ? [] : alike.splice(at, 1);
      if (token !== undefined) patches.set(row.index, { status: creating(token, 0) });
    }
  };
  give((token, row) => isMadeFor(me, token, row));
  // Of two rows that are alike but for their tags, one may have the code of the other.
  give((_, row) => row.mark.kind !== 'queued');
  for (const row of bare)
    if (!patches.has(row.index) && isUntrue(row))
      patches.set(row.index, { status: row.empty ? '' : queued(0) });
  return patches;
}

/**
 * Rows with a code and the made slug of one of several requests that were alike, of which another one had a slug of the user's;
 * whatever the row says by now.
 */
export function mixedSlugs(rows: readonly Row[], inFlight: readonly string[]): Map<number, Patch> {
  const withOwnSlug = new Set(inFlight.filter((token) => slugOf(token) === '').map(sentOf));
  const mixed = new Set(inFlight.filter((token) => withOwnSlug.has(sentOf(token))).map(slugOf));
  const isMixed = ({ id, slug, status }: Row) =>
    id !== '' && slug !== '' && mixed.has(slug) && (status === CREATED || saysNoCode(status));
  return new Map(rows.filter(isMixed).map(({ index }) => [index, { status: SLUGS_MIXED }]));
}
