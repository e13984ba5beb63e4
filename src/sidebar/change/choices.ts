// Choosing between the sheet's value and that of Qrius, and what the choices come to. Pure.
import type { Choice, DifferenceView, Preview } from '../../wire/contract';

export type Keep = Choice['keep'];

const same = (one: Pick<Choice, 'id' | 'field'>, other: Pick<Choice, 'id' | 'field'>): boolean =>
  one.id === other.id && one.field === other.field;

/** What was chosen for a difference; null where it is left as it is. */
export const keepOf = (choices: readonly Choice[], difference: DifferenceView): Keep | null =>
  choices.find((choice) => same(choice, difference))?.keep ?? null;

/** @param keep null leaves them as they are. */
export function choose(
  choices: readonly Choice[],
  differences: readonly DifferenceView[],
  keep: Keep | null,
): Choice[] {
  const others = choices.filter((choice) => !differences.some((difference) => same(choice, difference)));
  return keep === null ? others : [...others, ...differences.map(({ id, field }) => ({ id, field, keep }))];
}

/** Differences that wait for a choice. */
export const askedOf = ({ differences }: Preview): DifferenceView[] =>
  differences.filter(({ side }) => side !== 'here');

/** What is done with the choices as they are. */
export interface Sum {
  /** Codes that are changed in Qrius. */
  codes: number;
  /** Rows in which values of Qrius replace what stands there. */
  rows: number;
  /** Differences without a choice. */
  left: number;
  /** Values chosen to be sent, beside those that were changed here alone. */
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

/** Characters of an alike beginning or end that are shown at each of its sides, and of the rest. */
const SIDE = 30;
const MOST = 240;

/** Two long texts, cut where they are alike, so that what differs is seen. */
export function cutPair(here: string, there: string): [string, string] {
  const shorter = Math.min(here.length, there.length);
  let head = 0;
  while (head < shorter && here[head] === there[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && here[here.length - 1 - tail] === there[there.length - 1 - tail]) tail += 1;
  const cut = (text: string) =>
    squeeze(text.slice(0, head)) +
    ending(text.slice(head, text.length - tail)) +
    squeeze(text.slice(text.length - tail));
  return here.length <= MOST && there.length <= MOST ? [here, there] : [cut(here), cut(there)];
}

const squeeze = (text: string): string =>
  text.length <= 2 * SIDE + 1 ? text : `${text.slice(0, SIDE)}…${text.slice(-SIDE)}`;
const ending = (text: string): string => (text.length <= MOST ? text : `${text.slice(0, MOST)}…`);
