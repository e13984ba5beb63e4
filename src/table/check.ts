// The check of every row before anything is sent.
import { groupBy } from './cells';
import { comparableUrl } from './fingerprint';
import { proposedLink, urlDoubt, urlFault, valueFault } from './links';
import { inputsKey } from './locate';
import type { Inputs, Row } from './rows';
import { proposedSlug, type SlugRows, slugDoubt, slugFault } from './slugs';
import * as words from './words';

/**
 * What must be fixed in a row before it can be sent.
 * @param slugs the rows that have each slug (`slugRows`).
 * @returns a sentence, or null where the row is valid.
 */
export const invalidReason = (row: Inputs, slugs: SlugRows): string | null =>
  nameFault(row.name) ?? destinationFault(row) ?? slugFault(row.slug, slugs);

/** What is probably not meant in a row that could be sent: its user is asked. Null where nothing is odd. */
export const doubtfulReason = (row: Inputs, slugs: SlugRows): string | null =>
  templateDoubt(row) ?? urlDoubt(row.destination) ?? slugDoubt(row.slug, slugs);

/** The row that the template begins with. */
export const TEMPLATE_ROW = { name: words.templateName, destination: 'https://example.com/welcome' };

const templateDoubt = ({ name, destination }: Inputs): string | null =>
  name === TEMPLATE_ROW.name && destination === TEMPLATE_ROW.destination ? words.templateRow : null;

/** The column of a row in which something must be fixed, or is odd; null where nothing is. */
export function faultyRole(row: Inputs, slugs: SlugRows): 'name' | 'destination' | 'slug' | null {
  if (nameFault(row.name) !== null) return 'name';
  if ((destinationFault(row) ?? templateDoubt(row) ?? urlDoubt(row.destination)) !== null)
    return 'destination';
  return (slugFault(row.slug, slugs) ?? slugDoubt(row.slug, slugs)) === null ? null : 'slug';
}

/** Why a name cannot be sent; null where it can. */
export function nameFault(name: string): string | null {
  const fault = name === '' ? words.missing : valueFault(name);
  return fault === null ? null : `${words.theName} ${fault}`;
}

/** A text in the destination column may have links behind it that cannot be read. */
function destinationFault({ destination, severalLinks }: Inputs): string | null {
  const fault = urlFault(destination, words.theDestination);
  if (fault !== null && severalLinks) return `${words.theDestination} ${words.severalLinks}`;
  return fault?.includes(words.NOT_WEB) ? `${fault} ${words.smartChip}` : fault;
}

/** Valid rows of which another one is the same, or opens the same page, each with a sentence. */
export function repeatedRows(rows: readonly Row[]): Array<{ row: Row; sentence: string }> {
  const pages = groupBy(rows, (row) => comparableUrl(row.destination));
  return [...pages.values()].flatMap((group) => {
    if (group.length < 2) return [];
    const numbers = group.map(({ index }) => index + 1);
    const isSame = group.every((row) => inputsKey(row) === inputsKey(group[0] ?? row));
    const sentence = isSame ? words.sameRows(numbers) : words.samePage(numbers);
    return group.map((row) => ({ row, sentence }));
  });
}

/** A change to one cell that would make its row valid. Nothing is changed before the user agrees. */
interface Fix {
  row: Row;
  role: 'destination' | 'slug';
  from: string;
  to: string;
}

/** What could be fixed in rows at a click. No slug is proposed that another row has. */
export function fixesOf(rows: readonly Row[], { same }: SlugRows): Fix[] {
  const proposed = new Set(same.keys());
  return rows.flatMap((row) => {
    const fixes: Fix[] = [];
    const link = row.shown === row.destination ? proposedLink(row.destination) : null;
    if (link !== null) fixes.push({ row, role: 'destination', from: row.destination, to: link });
    const slug = proposedSlug(row.slug);
    if (slug !== null && !proposed.has(slug)) fixes.push({ row, role: 'slug', from: row.slug, to: slug });
    if (slug !== null) proposed.add(slug);
    return fixes;
  });
}
