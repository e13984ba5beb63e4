// Choosing between the sheet's value and Qrius's, and what the choices add up to. Pure.
import type { Choice, DifferenceView, Preview } from '../../shared/contract/change';

export type Keep = Choice['keep'];

const same = (one: Pick<Choice, 'id' | 'field'>, other: Pick<Choice, 'id' | 'field'>): boolean =>
  one.id === other.id && one.field === other.field;

/** What was chosen for a difference; null where it is undecided. */
export const keepOf = (choices: readonly Choice[], difference: DifferenceView): Keep | null =>
  choices.find((choice) => same(choice, difference))?.keep ?? null;

/** @param keep null leaves them undecided. */
export function choose(
  choices: readonly Choice[],
  differences: readonly DifferenceView[],
  keep: Keep | null,
): Choice[] {
  const others = choices.filter((choice) => !differences.some((difference) => same(choice, difference)));
  return keep === null ? others : [...others, ...differences.map(({ id, field }) => ({ id, field, keep }))];
}

/** Differences that need a choice. */
export const askedOf = ({ differences }: Preview): DifferenceView[] =>
  differences.filter(({ side }) => side !== 'here');

/** What the choices add up to. */
export interface Sum {
  /** Codes that will change in Qrius. */
  codes: number;
  /** Rows that take values from Qrius. */
  rows: number;
  /** Undecided differences. */
  left: number;
  /** Values that are sent because the user chose so. */
  mine: number;
}

export function sumOf(preview: Preview, choices: readonly Choice[]): Sum {
  const asked = askedOf(preview);
  const chosen = (keep: Keep | null) => asked.filter((difference) => keepOf(choices, difference) === keep);
  const sentAnyway = new Set(preview.differences.filter(({ side }) => side === 'here').map(({ id }) => id));
  const more = new Set(
    chosen('mine')
      .map(({ id }) => id)
      .filter((id) => !sentAnyway.has(id)),
  );
  return {
    codes: preview.codes + more.size,
    rows: new Set(chosen('theirs').flatMap(({ rows }) => rows)).size,
    left: chosen(null).length,
    mine: chosen('mine').length,
  };
}
