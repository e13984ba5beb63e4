// Rows that say the same, put together. Pure.
import type { RowFault } from '../../shared/contract/sheet';
import { sentenceCase } from './format';

export interface RowGroup {
  /** What its rows have in common: their first sentence, or the whole text of a single row. */
  sentence: string;
  /** `sentence` holds what a row adds; empty where it adds nothing. */
  rows: RowFault[];
}

/** The first sentence of a text, and the rest. */
const SENTENCES = /^(.*?[.!?])\s+(.*)$/s;

/**
 * One group per first sentence, in the order of their first rows.
 * @param values the texts are values of the user, and no sentences: only equal ones are put together.
 */
export function groupRows(rows: readonly RowFault[], values = false): RowGroup[] {
  const groups = new Map<string, RowFault[]>();
  for (const row of rows) {
    const [, first = row.sentence] = values ? [] : (SENTENCES.exec(row.sentence) ?? []);
    groups.set(first, [...(groups.get(first) ?? []), row]);
  }
  return [...groups].map(([sentence, members]) => groupOf(sentence, members));
}

function groupOf(sentence: string, rows: RowFault[]): RowGroup {
  const [only] = rows;
  if (rows.length === 1 && only) return { sentence: only.sentence, rows };
  const isSame = rows.every((row) => row.sentence === only?.sentence);
  if (isSame) return { sentence: only?.sentence ?? sentence, rows: rows.map(withRest('')) };
  return { sentence, rows: rows.map((row) => withRest(row.sentence.slice(sentence.length).trim())(row)) };
}

const withRest =
  (sentence: string) =>
  (row: RowFault): RowFault => ({ ...row, sentence });

export const countRows = (groups: readonly RowGroup[]): number =>
  groups.reduce((sum, { rows }) => sum + rows.length, 0);

export const asSentence = (row: RowFault): RowFault => ({ ...row, sentence: sentenceCase(row.sentence) });
