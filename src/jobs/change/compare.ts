// The three-way comparison of sheet, Qrius, and what was last sent: what differs, and on which side it was changed.
import type { Code } from '../../qrius/readings';
import { splitTags } from '../../table/cells';
import { addressFault, nameFault, naming } from '../../table/check';
import { sameDestination } from '../../table/fingerprint';
import type { Base } from '../../table/log';
import type { Row } from '../../table/rows';
import type { Change, Want } from './changes';

/** `here`: the sheet was changed. `there`: Qrius was. `both`: both were, or nobody knows what was last sent. */
export type Side = 'here' | 'there' | 'both';

/** One field that is not the same in the sheet and at Qrius. `rows` as a user counts them, from 1; `name` is the row's. */
export type Difference = { id: string; rows: number[]; name: string; kind: Side } & (
  | { field: 'name' | 'destination'; here: string; there: string; last: string | null }
  | { field: 'tags'; here: string[]; there: string[]; last: string[] | null }
);

/** Each row counts once: in the rows of the differences, in `gone`, in `faults` or in `unchanged`. */
export interface Comparison {
  /** In the order of the rows; of one code destination, name, tags. */
  differences: Difference[];
  /** Codes that the account does not have. */
  gone: Array<{ id: string; rows: number[]; name: string }>;
  /** Rows (from 1) of which nothing can be sent, and why: a sentence as `unfitness` has them. */
  faults: Array<{ row: number; sentence: string }>;
  /** Rows. */
  unchanged: number;
}

/**
 * Compares rows with the codes of the account. A field that Qrius does not tell is left out.
 * @param rows rows with an ID.
 * @param live the account's codes by ID.
 * @param base what was last sent, by ID.
 * @param hasTags whether the sheet has a column of tags. Without one a row says nothing of its tags.
 */
export function compare(
  rows: readonly Row[],
  live: ReadonlyMap<string, Code>,
  base: ReadonlyMap<string, Base>,
  hasTags: boolean,
): Comparison {
  const result: Comparison = { differences: [], gone: [], faults: [], unchanged: 0 };
  const byId = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known) known.push(row);
    else byId.set(row.id, [row]);
  }
  for (const [id, same] of byId) {
    const [row] = same;
    const numbers = same.map(({ index }) => index + 1);
    const code = live.get(id);
    if (!code) {
      result.gone.push({ id, rows: numbers, name: row.name });
      continue;
    }
    const found = differencesOf(row, numbers, code, base.get(id) ?? {}, hasTags);
    const sentence = disagreement(same, hasTags) ?? fault(found);
    if (sentence !== null) result.faults.push(...numbers.map((number) => ({ row: number, sentence })));
    else if (found.length === 0) result.unchanged += same.length;
    else result.differences.push(...found);
  }
  return result;
}

/** The change that makes Qrius as the sheet is. */
export function toQrius(difference: Difference): Want {
  return { id: difference.id, change: changeOf(difference) };
}

function changeOf(difference: Difference): Change {
  if (difference.field === 'tags') return { kind: 'tags', action: 'set', tags: difference.here };
  if (difference.field === 'name') return { kind: 'rename', name: difference.here };
  return { kind: 'destination', url: difference.here };
}

function differencesOf(row: Row, rows: number[], code: Code, base: Base, hasTags: boolean): Difference[] {
  const differences: Difference[] = [];
  const about = { id: row.id, rows, name: row.name };
  for (const field of ['destination', 'name'] as const) {
    const there = code[field];
    const here = row[field];
    if (there === null || FORM[field](here) === FORM[field](there)) continue;
    const last = base[field] ?? null;
    const kind = sideOf(FORM[field](here), FORM[field](there), last === null ? null : FORM[field](last));
    differences.push({ ...about, field, here, there, last, kind });
  }
  if (hasTags && code.tags !== null && FORM.tags(row.tags) !== FORM.tags(code.tags)) {
    const last = base.tags ?? null;
    const kind = sideOf(FORM.tags(row.tags), FORM.tags(code.tags), last && FORM.tags(last));
    differences.push({ ...about, field: 'tags', here: row.tags, there: code.tags, last, kind });
  }
  return differences;
}

function sideOf(here: string, there: string, last: string | null): Side {
  if (last === there) return 'here';
  return last === here ? 'there' : 'both';
}

/** How values compare. A cell cannot hold a tag with a comma: it would be read as two, so Qrius's are taken like that too. */
const FORM = {
  destination: sameDestination,
  name: (name: string) => name.trim(),
  tags: (tags: readonly string[]) => JSON.stringify([...new Set(tags.flatMap(splitTags))].sort()),
};

/** Why what the sheet holds cannot be sent; a row that only follows Qrius sends nothing. */
function fault(differences: readonly Difference[]): string | null {
  for (const { field, here, kind } of differences) {
    if (kind === 'there') continue;
    const sentence =
      field === 'destination'
        ? addressFault(here, 'the destination')
        : field === 'name'
          ? nameFault(here)
          : null;
    if (sentence !== null) return sentence;
  }
  return null;
}

/** Rows of one code must agree: nobody could tell which of them is meant. */
function disagreement(rows: readonly [Row, ...Row[]], hasTags: boolean): string | null {
  const differ = (form: (row: Row) => string) => new Set(rows.map(form)).size > 1;
  const things = [
    ...(differ((row) => FORM.destination(row.destination)) ? ['destinations'] : []),
    ...(differ((row) => FORM.name(row.name)) ? ['names'] : []),
    ...(hasTags && differ((row) => FORM.tags(row.tags)) ? ['tags'] : []),
  ];
  if (things.length === 0) return null;
  return `the code stands in the rows ${naming(rows.map(({ index }) => index + 1))} with different ${things.join(' and ')}. Make them the same, or take the ID out of all but one.`;
}
