// What a preview shows: button, headline, facts, and warning. Pure; the sentences are in preview-words.ts.
import { type ChangeKind, type Choice, MANY_CODES, type Preview } from '../../shared/contract/change';
import { type Sum, sumOf } from './choices';
import { PRINTED_SOON, printedSentence } from './job-words';
import { PREVIEW, words } from './preview-words';

/** Undoing a job that only created codes deletes them. */
const wordsFor = (what: ChangeKind, { deletes }: Preview, { codes }: Sum) =>
  PREVIEW[codes > 0 && deletes === codes ? 'delete' : what];

/** The label of the button; null where there is nothing to do. */
export function buttonOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string | null {
  const sum = sumOf(preview, choices);
  const { codes, rows } = sum;
  if (codes === 0) return rows === 0 ? null : words.updateRows(rows);
  const button = wordsFor(what, preview, sum).button(codes);
  return rows === 0 ? button : words.andRows(button, rows);
}

export function headlineOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string {
  const sum = sumOf(preview, choices);
  const { codes, rows } = sum;
  if (codes === 0 && rows === 0) return nothingSentence(what, preview, sum);
  return [
    ...(codes > 0 ? [wordsFor(what, preview, sum).will(codes)] : []),
    ...(rows > 0 ? [words.willUpdateRows(rows)] : []),
  ].join(', ');
}

function nothingSentence(what: ChangeKind, preview: Preview, { left }: Sum): string {
  if (left > 0) return words.undecided;
  if (what === 'undo') return words.nothingToUndo;
  const { unchanged, faultCount, hidden } = preview;
  if (faultCount > 0 && what === 'changed') return words.nothingValid;
  return unchanged + faultCount + hidden === 0 ? words.noCodes : words.nothingToChange;
}

/** The lines below the headline. */
export function factsOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string[] {
  const { unchanged, withoutCode, hidden } = preview;
  const sum = sumOf(preview, choices);
  const without = withoutCode > 0 ? [words.withoutCode(withoutCode)] : [];
  if (what !== 'undo' && isEmpty(preview, sum)) return [...without, words.selectRows];
  return [
    ...workOf(what, preview, sum),
    ...(sum.left > 0 ? [words.notResolved(sum.left)] : []),
    ...(unchanged > 0 ? [PREVIEW[what].unchanged(unchanged)] : []),
    ...without,
    ...(hidden > 0 ? [words.hidden(hidden)] : []),
  ];
}

const isEmpty = ({ unchanged, faultCount, hidden, differenceCount }: Preview, { codes }: Sum): boolean =>
  codes + unchanged + faultCount + hidden + differenceCount === 0;

/** What will be sent. */
function workOf(what: ChangeKind, preview: Preview, { codes, mine }: Sum): string[] {
  const { rows, deletes, requests, runMs } = preview;
  const sent = requests + mine;
  return [
    // Values chosen by the user may share a request with others.
    ...(codes > 0 ? [words.time(runMs, sent, mine > 0 && sent > 1)] : []),
    ...(rows > 0 && rows !== preview.codes ? [words.inRows(rows)] : []),
    ...(what === 'undo' && deletes > 0 && deletes < codes ? [words.someDeleted(deletes)] : []),
  ];
}

/** What to know before pressing the button; null where there is nothing. */
export function warningOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string | null {
  if (sumOf(preview, choices).codes === 0) return null;
  if (preview.deletes > 0) return words.deleteWarning;
  if (what === 'pause') return words.pauseWarning;
  if (what === 'changed') return movesDestination(preview, choices) ? PRINTED_SOON : null;
  if (what === 'undo') return restoresDestination(preview) ? PRINTED_SOON : null;
  return printedSentence(what);
}

const CONFIRMED: readonly ChangeKind[] = ['destination', 'column', 'pause'];

/**
 * Whether the user is asked once more: before any delete, and before more than ten codes, or more than were selected, are
 * re-pointed or paused.
 * @param selected selected rows where the change is for the whole sheet; 0 for none.
 */
export function needsConfirmation(
  what: ChangeKind,
  preview: Preview,
  choices: readonly Choice[],
  selected: number,
): boolean {
  if (preview.deletes > 0) return true;
  const moves = what === 'changed' && movesDestination(preview, choices);
  if (!moves && !CONFIRMED.includes(what)) return false;
  const { codes } = sumOf(preview, choices);
  return codes >= MANY_CODES || (selected > 0 && codes > selected);
}

const movesDestination = ({ differences }: Preview, choices: readonly Choice[]): boolean =>
  differences.some(
    ({ id, field, side }) =>
      field === 'destination' &&
      (side === 'here' || choices.some((one) => one.id === id && one.field === field && one.keep === 'mine')),
  );

const restoresDestination = ({ undone }: Preview): boolean =>
  undone?.actions.some((action) => action === 'Change destination' || action === 'Switch') ?? false;
