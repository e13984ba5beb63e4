// Marks that a write which was cut off replaced, because rows had moved before it.
import { slugIn } from '../../qrius/readings';
import { sameSlug } from '../../table/fingerprint';
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

/**
 * The Status of rows that were in flight and say something else since: without its mark a row would be sent again with another slug.
 * @param rows the rows as they were just read.
 * @param inFlight tokens of requests that may have left since the last write that was read back.
 */
export function lostMarks(me: Me, rows: readonly Row[], inFlight: readonly string[]): Map<number, Patch> {
  const isKept = (token: string) =>
    rows.some((row) => {
      if (row.id === '') return tokenOf(row) === token;
      const slug = slugOf(token);
      return slug === '' ? isMadeFor(me, token, row) : sameSlug(slug, slugIn(row.shortUrl));
    });
  const lost = new Set(inFlight.filter((token) => !isKept(token)));
  const patches = new Map<number, Patch>();
  for (const row of rows) {
    // A code that is not there: the word of another row.
    const isUntrue = saysCode(row.status);
    if (row.id !== '' || (row.mark.kind === 'none' && !isUntrue)) continue;
    const token = [...lost].find((one) => isMadeFor(me, one, row));
    if (token !== undefined) lost.delete(token);
    if (token !== undefined) patches.set(row.index, { status: creating(token, 0) });
    else if (isUntrue) patches.set(row.index, { status: row.empty ? '' : queued(0) });
  }
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
