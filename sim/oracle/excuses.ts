// What is no violation because Qrius shows too little of its codes for anybody to know better. Each needs a word, or an edit, of its own.
import type { Played } from '../scenario/hand';
import type { Scenario } from '../scenario/scenario';
import { type Evidence, type KnownCode, viewsOf } from './evidence';
import type { TableRow } from './table';

/** Whether Qrius' lists do not show a field of codes. */
export const hides = ({ service }: Scenario, field: string): boolean =>
  service?.config?.lists?.missing?.includes(field) === true;

/** Whether Qrius shows codes as older than they are, or no age: one with a slug of the user's may have been there before. */
export function hidesAge({ scenario }: Played): boolean {
  const { clockAheadMs = 0, createdAt = 'iso' } = scenario.service?.config?.lists ?? {};
  return clockAheadMs < 0 || createdAt === 'date' || hides(scenario, 'createdAt');
}

const rowsAtEnd = ({ documents }: Evidence): TableRow[] =>
  documents.flatMap(({ endTables }) => endTables.flatMap(({ rows }) => rows));

/** Whether a row with this slug says that its code is unconfirmed, where no age can say whose the code is. */
export const isDoubted = (evidence: Evidence, slug: string): boolean =>
  hidesAge(evidence.played) &&
  rowsAtEnd(evidence).some((row) => row.slug === slug && /^Unconfirmed /.test(row.status));

/** Whether Qrius refuses slugs, so that a code may have none by which it is known. */
const refusesSlugs = ({ played: { scenario } }: Evidence): boolean =>
  scenario.service?.config?.stores?.refusedSlugs !== undefined;

/**
 * Whether a row names the code as one that may be its own: Qrius does not show what the code was made from, or when, and the row was
 * edited since, or its made slug may have been refused; or it was edited before, so that its mark is not for what it holds; or its
 * mark was lost in a write that was cut off. Where Qrius keeps other values than those that were sent, a code with a slug of the
 * user's can't be known once its row was edited.
 */
export function isNamedInDoubt(
  evidence: Evidence,
  { slug, sent }: Pick<KnownCode, 'slug' | 'sent'>,
): boolean {
  if (sent === null) return false;
  const hidesIt = hidesContent(evidence) || hidesAge(evidence.played);
  const isEdited = wasEditedAway(evidence, sent);
  const isUnknown = (hidesIt && (refusesSlugs(evidence) || isEdited)) || wasEditedInto(evidence, sent);
  const mayName = (row: TableRow) =>
    isUnknown || UNSEALED.test(row.status) || (isEdited && row.slug === slug && isRewritten(evidence, sent));
  return rowsAtEnd(evidence).some(
    (row) =>
      /^Unconfirmed /.test(row.status) &&
      row.status.includes(`${evidence.played.qrius.config.shortBase}/${slug}`) &&
      mayName(row),
  );
}

/** A mark of which nobody can know any more for which request it was made. */
const UNSEALED = /^Unconfirmed (\(try \d+\) )?[0-9a-z]+-[0-9a-z]+-0+: /;

/** Whether Qrius' lists lack what tells for which row a code was made. */
const hidesContent = ({ played: { scenario } }: Evidence): boolean =>
  ['name', 'destinationUrl'].some((field) => hides(scenario, field));

/** Whether Qrius keeps other values than those that were sent. */
function isRewritten(
  { stored }: Evidence,
  { name, destinationUrl }: NonNullable<KnownCode['sent']>,
): boolean {
  const kept = stored(name, destinationUrl);
  return kept.name !== name || kept.url !== destinationUrl;
}

/** What the add-on writes into the row whose cells another row's code was written over. */
export const WRITE_CUT = /^Failed: a write was cut off here/;

/**
 * The names, as Qrius keeps them, of rows that say that they may have lost a code, where Qrius shows neither names nor
 * destinations; with one of them the row names its code. A row had one code: its name is there once for each row.
 */
export const namesThatLost = (evidence: Evidence): string[] =>
  hides(evidence.played.scenario, 'name') && hides(evidence.played.scenario, 'destinationUrl')
    ? rowsCutOff(evidence).map(({ name }) => evidence.stored(name, '').name)
    : [];

/** The rows that say that they may have lost a code. */
export const rowsCutOff = (evidence: Evidence): TableRow[] =>
  rowsAtEnd(evidence).filter(({ id, status }) => id === '' && WRITE_CUT.test(status));

interface Values {
  name: string;
  destinationUrl: string;
  /** null for any. */
  slug: string | null;
}

/** Whether users edited or deleted a row with these values: from then on only Qrius can say them. */
export const wasEditedAway = (evidence: Evidence, values: Values): boolean =>
  edited(evidence, values).some((more) => more < 0);

/** Whether users edited a row so that it has these values. */
const wasEditedInto = (evidence: Evidence, values: Values): boolean =>
  edited(evidence, values).some((more) => more > 0);

/** How many rows more have these values after each edit. */
function edited({ documents, stored }: Evidence, { name, destinationUrl, slug }: Values): number[] {
  const content = JSON.stringify(stored(name, destinationUrl));
  const isIt = (row: TableRow) =>
    JSON.stringify(stored(row.name, row.url)) === content && row.slug === (slug ?? row.slug);
  const count = (rows: readonly TableRow[]) => rows.filter(isIt).length;
  return documents.flatMap(({ edits }) =>
    edits.map(({ tablesBefore, tablesAfter }) => {
      const [before, after] = [tablesBefore, tablesAfter].map((tables) => tables.flatMap(({ rows }) => rows));
      return count(after ?? []) - count(before ?? []);
    }),
  );
}

/** Codes that users were told of as ones that may be somebody else's: no log says where they came from. */
export const unsureIds = (played: Played): string[] =>
  viewsOf(played).flatMap(({ orphans }) => orphans.flatMap(({ id, isUnsure }) => (isUnsure ? [id] : [])));
