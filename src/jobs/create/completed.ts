// Rows with a code whose write was cut off before their Status: what they still lack, and the word that they would have got.
import { slugIn } from '../../qrius/readings';
import { comparableSlug, sameSlug } from '../../table/fingerprint';
import { FOUND_LATER, type LogLine } from '../../table/log';
import type { Patch, Row } from '../../table/rows';
import { CREATED, createdFrom, createdWithSlug, slugOf, USED_MINE } from '../../table/status';
import { baseOf } from '../fields';
import { codeCells } from './settle';
import type { CreateState } from './state';

/** It has an ID and no short URL: what else belongs to it, the account says. */
export const isBare = ({ id, mark, shortUrl }: Row): boolean =>
  id !== '' && mark.kind !== 'none' && shortUrl === '';

/**
 * @param lines what the log says of the code.
 * @returns null where the account is to be asked first.
 */
export function completed(
  row: Row,
  { listed, choices, torn }: CreateState,
  lines: readonly LogLine[],
): Patch | null {
  const code = listed?.find(({ id }) => id === row.id);
  if (isBare(row) && listed === null) return null;
  // A slug that the same write put into the wrong row is taken out again.
  const isStray = torn.some((token) => slugOf(token) === row.slug);
  const slug = isStray ? row.slug : slugIn(row.shortUrl || (code?.shortUrl ?? ''));
  const told = { status: statusOf(row, slug, lines) };
  return code && isBare(row) ? { ...codeCells(code, row, choices.images), ...told } : told;
}

/** @param slug that of the code; empty where nobody knows. */
function statusOf(row: Row, slug: string, lines: readonly LogLine[]): string {
  if (lines.some(({ action, before }) => action === 'Use existing' && before !== FOUND_LATER))
    return USED_MINE;
  const { name = row.name, destination = row.destination } = baseOf(lines).get(row.id) ?? {};
  const isOther = row.slug !== '' && slug !== '' && !sameSlug(slug, row.slug);
  const wasTaken = comparableSlug(slug).startsWith(`${comparableSlug(row.slug)}-`);
  if (name !== row.name || destination !== row.destination || (isOther && !wasTaken))
    return createdFrom(name, destination);
  return isOther ? createdWithSlug(slug, row.slug) : CREATED;
}
