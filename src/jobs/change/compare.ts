// The three-way comparison of sheet, Qrius, and what was last sent: what differs, and on which side it was changed.
import type { Code } from '../../qrius/readings';
import type { DifferenceView, Field } from '../../shared/contract/change';
import { type Row, rowsById } from '../../table/rows';
import { type Base, FIELD_NAMES, FIELDS } from '../fields';
import * as words from './words';

/** One field that is not the same in the sheet and at Qrius, with the rows of its code. */
export interface Difference {
  id: string;
  field: Field;
  rows: readonly [Row, ...Row[]];
  here: string;
  there: string;
  /** `here`: the sheet was changed. `there`: Qrius was. `both`: both were, or nobody knows what was last sent. */
  side: DifferenceView['side'];
}

/** Each row counts once: in the rows of the differences, in `missing`, in `faults` or in `unchanged`. */
export interface Comparison {
  /** In the order of the rows; of one code in the order of `FIELDS`. */
  differences: Difference[];
  /** Rows of codes that the account does not have. */
  missing: Array<readonly [Row, ...Row[]]>;
  /** Rows of which nothing can be sent, and why. */
  faults: Array<{ rows: readonly [Row, ...Row[]]; sentence: string }>;
  /** Rows. */
  unchanged: number;
}

/**
 * Compares rows with the codes of the account. A field that Qrius does not say is left out.
 * @param rows rows with an ID.
 * @param live the account's codes by ID.
 * @param base what was last sent, by ID.
 * @param fields those that the sheet has a column for: without one a row says nothing of the field.
 */
export function compare(
  rows: readonly Row[],
  live: ReadonlyMap<string, Code>,
  base: ReadonlyMap<string, Base>,
  fields: ReadonlySet<Field>,
): Comparison {
  const result: Comparison = { differences: [], missing: [], faults: [], unchanged: 0 };
  const compared = FIELD_NAMES.filter((field) => fields.has(field));
  for (const [id, same] of rowsById(rows)) {
    const code = live.get(id);
    if (!code) {
      result.missing.push(same);
      continue;
    }
    const found = compared.flatMap((field) => differenceOf(field, id, same, code, base.get(id) ?? {}));
    const sentence = disagreement(same, compared) ?? faultOf(found);
    if (sentence !== null) result.faults.push({ rows: same, sentence });
    else if (found.length === 0) result.unchanged += same.length;
    else result.differences.push(...found);
  }
  return result;
}

function differenceOf(
  field: Field,
  id: string,
  rows: readonly [Row, ...Row[]],
  code: Code,
  base: Base,
): Difference[] {
  const { ofRow, ofCode, comparable } = FIELDS[field];
  const here = ofRow(rows[0]);
  const there = ofCode(code);
  if (there === null || comparable(here) === comparable(there)) return [];
  const last = base[field];
  const side = last === undefined ? 'both' : sideOf(comparable(here), comparable(there), comparable(last));
  return [{ id, field, rows, here, there, side }];
}

function sideOf(here: string, there: string, last: string): Difference['side'] {
  if (last === there) return 'here';
  return last === here ? 'there' : 'both';
}

/** Why what the sheet has cannot be sent; a row that only follows Qrius sends nothing. */
function faultOf(differences: readonly Difference[]): string | null {
  for (const { field, here, side } of differences) {
    const sentence = side === 'there' ? null : FIELDS[field].fault(here);
    if (sentence !== null) return sentence;
  }
  return null;
}

/** Rows of one code must agree: nobody could say which of them is meant. */
function disagreement(rows: readonly [Row, ...Row[]], fields: readonly Field[]): string | null {
  const differing = fields.filter((field) => disagree(rows, field)).map((field) => FIELDS[field].plural);
  if (differing.length === 0) return null;
  return words.rowsDiffer(rows, differing.join(' and '), ', or clear the ID in all but one');
}

/** Whether rows of one code differ in a field. */
export const disagree = (rows: readonly Row[], field: Field): boolean => {
  const { ofRow, comparable } = FIELDS[field];
  return new Set(rows.map((row) => comparable(ofRow(row)))).size > 1;
};
