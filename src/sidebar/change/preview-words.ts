// What a preview says: what will happen, its facts, and the label of the button that does it. Pure.
import type { ChangeKind, Choice, Preview } from '../../wire/contract';
import { printedSentence } from '../job/kinds';
import { counted, estimate, number } from '../ui/format';
import { sumOf } from './choices';

const VERBS: Record<ChangeKind, { button: string; will: string }> = {
  destination: { button: 'Change', will: 'will be changed' },
  column: { button: 'Change', will: 'will be changed' },
  changed: { button: 'Change', will: 'will be changed in Qrius' },
  tags: { button: 'Change', will: 'will be changed' },
  'tags-column': { button: 'Change', will: 'will be changed' },
  pause: { button: 'Pause', will: 'will be paused' },
  activate: { button: 'Activate', will: 'will be activated' },
  delete: { button: 'Delete', will: 'will be deleted' },
  undo: { button: 'Undo for', will: 'will be as before' },
};

/** The label of the button; null where there is nothing to do. */
export function buttonOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string | null {
  const { codes, rows } = sumOf(preview, choices);
  if (codes === 0) return rows === 0 ? null : `Update ${counted(rows, 'row')}`;
  const { button } = VERBS[preview.deletes === codes ? 'delete' : what];
  return `${button} ${counted(codes, 'code')}`;
}

export function headlineOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string {
  const { codes, rows, left } = sumOf(preview, choices);
  if (codes === 0 && rows === 0) {
    if (left > 0) return 'Choose what to keep.';
    if (what === 'undo') return 'Nothing can be undone.';
    const { unchanged, faultCount, hidden } = preview;
    return unchanged + faultCount + hidden === 0 ? 'No code to change here.' : 'Nothing to change.';
  }
  const { will } = VERBS[preview.deletes === codes ? 'delete' : what];
  const parts = [
    ...(codes > 0 ? [`${counted(codes, 'code')} ${will}`] : []),
    ...(rows > 0 ? [`${counted(rows, 'row')} here will take what Qrius has`] : []),
  ];
  return parts.join(', ');
}

const ALREADY: Record<ChangeKind, string> = {
  destination: 'leads there already',
  column: 'leads there already',
  changed: 'is the same in Qrius, and is not sent',
  tags: 'has these tags already',
  'tags-column': 'has these tags already',
  pause: 'is paused already',
  activate: 'is active already',
  delete: 'is deleted already',
  undo: 'needs nothing',
};
const PLURAL: Record<string, string> = { leads: 'lead', is: 'are', has: 'have', needs: 'need' };
const agree = (count: number, words: string): string =>
  count === 1 ? words : words.replace(/\b(leads|is|has|needs)\b/g, (verb) => PLURAL[verb] ?? verb);

/** What stands below the headline, a line each. */
export function factsOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string[] {
  const { rows, deletes, unchanged, withoutCode, hidden, faultCount, requests, runMs } = preview;
  const { codes, left, mine } = sumOf(preview, choices);
  const sent = requests + mine;
  const about = (count: number, words: string) =>
    count > 0 ? [`${counted(count, 'row')} ${agree(count, words)}`] : [];
  if (what !== 'undo' && codes + unchanged + faultCount + hidden + preview.differenceCount === 0)
    return [
      ...about(withoutCode, 'has no code'),
      'Select cells in rows that have a QR ID, then come back here.',
    ];
  return [
    ...(codes > 0
      ? [
          `Takes ${estimate(runMs)}, with ${mine > 0 && sent > 1 ? 'at most ' : ''}${counted(sent, 'request')} to Qrius`,
        ]
      : []),
    ...(rows > 0 && rows !== preview.codes ? [`They stand in ${counted(rows, 'row')}`] : []),
    ...(what === 'undo' && deletes > 0 && deletes < codes
      ? [`${number(deletes)} of them will be deleted`]
      : []),
    ...(left > 0 ? [`${counted(left, 'difference')} without a choice ${left === 1 ? 'stays' : 'stay'}`] : []),
    ...about(unchanged, ALREADY[what]),
    ...about(withoutCode, 'has no code'),
    ...(hidden > 0 ? [`${counted(hidden, 'hidden row')} ${agree(hidden, 'is')} left out`] : []),
  ];
}

/** What to know before pressing the button; null where there is nothing. */
export function warningOf(what: ChangeKind, preview: Preview, choices: readonly Choice[]): string | null {
  if (sumOf(preview, choices).codes === 0) return null;
  if (preview.deletes > 0)
    return 'A code that is deleted cannot be brought back. If it is printed, it then leads nowhere.';
  if (what === 'pause') return 'A paused code leads nowhere, in print too, until you activate it.';
  if (what === 'changed') {
    const moved = preview.differences.some(
      ({ id, field, side }) =>
        field === 'destination' &&
        (side === 'here' ||
          choices.some((one) => one.id === id && one.field === field && one.keep === 'mine')),
    );
    return moved ? printedSentence({ kind: 'change', what: 'destination' }) : null;
  }
  if (what === 'undo')
    return preview.undone?.actions.some((action) => action === 'Change destination' || action === 'Switch')
      ? printedSentence({ kind: 'change', what: 'destination' })
      : null;
  return printedSentence({ kind: 'change', what });
}

const DID: Record<string, string> = {
  Create: 'created codes',
  'Use existing': 'used codes that were there',
  'Change destination': 'changed destinations',
  'Change tags': 'changed tags',
  Rename: 'renamed codes',
  Pause: 'paused codes',
  Activate: 'activated codes',
  Delete: 'deleted codes',
  Import: 'brought codes into a sheet',
  Switch: 'switched destinations on schedule',
};

/** What a job did, in plain words: `created codes and changed tags`. */
export function didOf(actions: readonly string[]): string {
  const words = actions.map((action) => DID[action] ?? 'changed codes');
  const last = words.pop() ?? 'did nothing';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}
