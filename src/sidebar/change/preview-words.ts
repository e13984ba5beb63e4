// Sentences of a preview, a row a change.

import type { ChangeKind, ElsewhereView } from '../../shared/contract/change';
import type { LogAction } from '../../table/log';
import { counted, duration, moment, number } from '../ui/format';

interface PreviewWords {
  /** Label of the button. */
  button(codes: number): string;
  /** Headline. */
  will(codes: number): string;
  /** Rows that need no change. */
  unchanged(rows: number): string;
  /** Title of the rows that get no change. */
  faults(rows: number): string;
}

const codesOf = (codes: number): string => counted(codes, 'code');
const rowsOf = (rows: number, one: string, many: string): string =>
  counted(rows, `row ${one}`, `rows ${many}`);

const UPDATE: PreviewWords = {
  button: (codes) => `Update ${codesOf(codes)}`,
  will: (codes) => `${codesOf(codes)} will be updated`,
  unchanged: (rows) => rowsOf(rows, 'is already up to date', 'are already up to date'),
  faults: (rows) => rowsOf(rows, 'can’t be updated', 'can’t be updated'),
};
const TAGS: PreviewWords = {
  ...UPDATE,
  button: (codes) => `Change tags of ${codesOf(codes)}`,
  will: (codes) => `Tags of ${codesOf(codes)} will change`,
  unchanged: (rows) => rowsOf(rows, 'already has these tags', 'already have these tags'),
};

export const PREVIEW: Record<ChangeKind, PreviewWords> = {
  destination: {
    ...UPDATE,
    button: (codes) => `Point ${codesOf(codes)} to this URL`,
    will: (codes) => `${codesOf(codes)} will open this URL`,
    unchanged: (rows) => rowsOf(rows, 'already opens this URL', 'already open this URL'),
  },
  column: { ...UPDATE, will: (codes) => `${codesOf(codes)} will get a new destination` },
  changed: { ...UPDATE, will: (codes) => `${codesOf(codes)} will be updated in Qrius` },
  tags: TAGS,
  'tags-column': TAGS,
  pause: {
    button: (codes) => `Pause ${codesOf(codes)}`,
    will: (codes) => `${codesOf(codes)} will be paused`,
    unchanged: (rows) => rowsOf(rows, 'is already paused', 'are already paused'),
    faults: (rows) => rowsOf(rows, 'can’t be paused', 'can’t be paused'),
  },
  activate: {
    button: (codes) => `Reactivate ${codesOf(codes)}`,
    will: (codes) => `${codesOf(codes)} will be reactivated`,
    unchanged: (rows) => rowsOf(rows, 'is already active', 'are already active'),
    faults: (rows) => rowsOf(rows, 'can’t be reactivated', 'can’t be reactivated'),
  },
  delete: {
    button: (codes) => `Delete ${codesOf(codes)}`,
    will: (codes) => `${codesOf(codes)} will be deleted`,
    unchanged: (rows) => rowsOf(rows, 'is already deleted', 'are already deleted'),
    faults: (rows) => rowsOf(rows, 'can’t be deleted', 'can’t be deleted'),
  },
  undo: {
    button: (codes) => `Restore ${codesOf(codes)}`,
    will: (codes) => `${codesOf(codes)} will be restored`,
    unchanged: (rows) => rowsOf(rows, 'needs no change', 'need no change'),
    faults: (rows) => `${codesOf(rows)} can’t be restored`,
  },
};

export const words = {
  updateRows: (rows: number) => `Update ${counted(rows, 'row')}`,
  andRows: (button: string, rows: number) => `${button} and ${counted(rows, 'row')}`,
  willUpdateRows: (rows: number) => `${counted(rows, 'row')} will be updated from Qrius`,
  changes: (values: number) => counted(values, 'change'),
  change: (before: string, after: string) => `${before || words.empty} → ${after || words.empty}`,
  empty: 'empty',
  undecided: 'Choose which values to keep.',
  nothingToUndo: 'Nothing to undo.',
  noCodes: 'No codes selected.',
  nothingToChange: 'Nothing to change.',
  nothingValid: 'Fix these rows first.',
  selectRows: 'Select rows that have a QR code.',

  time: (ms: number, requests: number, atMost: boolean) =>
    `About ${duration(ms)}, ${atMost ? 'up to ' : ''}${counted(requests, 'request')} to Qrius`,
  inRows: (rows: number) => `In ${counted(rows, 'row')}`,
  someDeleted: (codes: number) => `${number(codes)} of them will be deleted`,
  notResolved: (differences: number) => `${counted(differences, 'difference')} not resolved`,
  withoutCode: (rows: number) => rowsOf(rows, 'has no code', 'have no code'),
  hidden: (rows: number) => `${counted(rows, 'hidden row is', 'hidden rows are')} skipped`,

  /** @param fields as the columns are called: `Tags`. */
  uncompared: (fields: readonly string[]) =>
    `Not compared, because this sheet has no such ${fields.length === 1 ? 'column' : 'columns'}: ${fields.join(', ')}.`,
  elsewhere: (tabs: readonly ElsewhereView[]) => {
    const named = (follows: boolean) => {
      const names = tabs.flatMap((tab) => (tab.follows === follows ? [`“${tab.sheet}”`] : []));
      return { list: names.join(', '), many: names.length > 1 };
    };
    const [followed, kept] = [named(true), named(false)];
    return [
      ...(followed.list === ''
        ? []
        : [`Some of these codes are on ${followed.list}, too. Rows there are updated as well.`]),
      ...(kept.list === ''
        ? []
        : [
            `${kept.list} ${kept.many ? 'show' : 'shows'} some of these codes, too, but can’t be updated: ${kept.many ? 'they are' : 'it is'} protected or filled by a formula, or the columns are unclear.`,
          ]),
    ].join(' ');
  },
  copied: (codes: number) =>
    `${codesOf(codes)} of these ${codes === 1 ? 'belongs' : 'belong'} to the document this one was copied from. A change here changes ${codes === 1 ? 'it' : 'them'} there, too.`,

  deleteWarning: 'Deleted codes can’t be restored. Printed copies stop working.',
  pauseWarning: 'Scans of paused codes, printed ones too, won’t open a page until you reactivate them.',
  /** After the name of the user whose job it was. */
  undone: (actions: readonly string[], when: number) => ` ${didOf(actions)} on ${moment(when)}.`,
};

const DID: Record<string, string> = {
  Create: 'created codes',
  'Use existing': 'reused existing codes',
  'Change destination': 'changed destinations',
  'Change tags': 'changed tags',
  Rename: 'renamed codes',
  'Change description': 'changed descriptions',
  Pause: 'paused codes',
  Activate: 'reactivated codes',
  Delete: 'deleted codes',
  Import: 'imported codes',
  Switch: 'switched destinations on schedule',
} satisfies Record<LogAction, string>;

/** What a job did, by the actions of its log lines: `created codes and changed tags`. */
export function didOf(actions: readonly string[]): string {
  const did = actions.map((action) => DID[action] ?? 'changed codes');
  const last = did.pop() ?? 'did nothing';
  return did.length === 0 ? last : `${did.join(', ')} and ${last}`;
}
