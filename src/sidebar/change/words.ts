// Sentences of changing codes: the list of actions, the forms, deleting, and differences.
import type { ChangeKind, Field } from '../../shared/contract/change';
import type { SheetView } from '../../shared/contract/sheet';
import { words as importWords } from '../import/words';
import { counted, moment, number } from '../ui/format';
import { COLUMNS } from '../ui/words';
import type { Keep } from './choices';
import type { Action, Draft } from './draft';

export const words = {
  title: 'Change codes',
  intro: 'You’ll see a preview before anything changes.',
  preview: 'Preview',
  comparing: 'Comparing…',
  comparingWithQrius: 'Comparing with Qrius…',
  includeHidden: 'Include hidden rows',
};

export interface Entry {
  action: Action;
  label: string;
  hint: string;
}

type Columns = Pick<SheetView, 'columns'>;

const destinations = ({ columns }: Columns): Entry[] => [
  {
    action: 'changed',
    label: 'Update changed rows',
    hint: 'Compare rows with Qrius and send only what’s different: destination, name, tags, and description.',
  },
  { action: 'destination', label: 'Point codes to one URL', hint: 'All chosen codes open the same page.' },
  {
    action: 'column',
    label: 'Update all destinations',
    hint: `Each code opens the URL in its “${columns.destination ?? 'Destination'}” column.`,
  },
];

const tags = ({ columns }: Columns): Entry[] => [
  { action: 'tags', label: 'Change tags', hint: 'Add, remove, or replace tags.' },
  ...(columns.tags === null
    ? []
    : [
        {
          action: 'tags-column' as const,
          label: 'Update all tags',
          hint: `Each code gets the tags in its “${columns.tags}” column.`,
        },
      ]),
];

const CODES: Entry[] = [
  { action: 'pause', label: 'Pause codes', hint: 'Scans won’t open a page until you reactivate them.' },
  { action: 'activate', label: 'Reactivate codes', hint: 'Scans of paused codes open their page again.' },
  { action: 'delete', label: 'Delete codes', hint: 'Permanent. Printed copies stop working.' },
  {
    action: 'import',
    label: importWords.title,
    hint: 'Add a row for each code in your account that isn’t in this sheet.',
  },
];

const JOBS: Entry[] = [
  { action: 'undo', label: 'Undo the last job', hint: 'Restore what the last job changed, after a preview.' },
  { action: 'history', label: 'Job history', hint: 'See who did what, and undo an earlier job.' },
];

/** All actions of a sheet, in groups. */
export const actions = (sheet: Columns): Array<{ title: string; entries: Entry[] }> => [
  { title: 'Destinations', entries: destinations(sheet) },
  { title: 'Tags', entries: tags(sheet) },
  { title: 'Codes', entries: CODES },
  { title: 'Jobs', entries: JOBS },
];

/** The heading of an action's view, as in the list. */
export const titleOf = (action: ChangeKind, sheet: Columns): string =>
  actions(sheet)
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.action === action)?.label ?? words.title;

export const history = {
  title: 'Job history',
  reading: 'Reading the log…',
  intro: 'The last jobs in this document. You’ll see a preview before anything is undone.',
  none: 'No job has created or changed codes in this document yet.',
  when: (codes: number, at: number) => `${counted(codes, 'code')} · ${moment(at)}`,
  undo: 'Undo this job',
};

export const form = {
  url: 'New destination',
  urlHint: 'The page that all chosen codes open. Start with https://.',
  tagLegend: 'What to do',
  tags: 'Tags',
  tagsHint: 'Separate tags with commas.',
};

export const TAG_ACTIONS: ReadonlyArray<{ value: Draft['tagAction']; label: string; hint: string }> = [
  { value: 'add', label: 'Add tags', hint: 'Keeps existing tags.' },
  { value: 'remove', label: 'Remove tags', hint: 'Keeps all other tags.' },
  { value: 'set', label: 'Replace all tags', hint: 'Leave empty to remove all tags.' },
];

export const confirming = {
  title: (label: string) => `${label}?`,
  codes: (codes: number) => `This changes ${counted(codes, 'code')} at once. You can undo it afterwards.`,
  deleteTitle: (codes: number) => `Delete ${counted(codes, 'code')} permanently?`,
  deleteWarning: 'This can’t be undone. Printed copies stop working.',
  rowsStay: (rows: number) => `The ${rows === 1 ? 'row stays' : 'rows stay'} in your sheet.`,
  typeNumber: (codes: number) => `Type ${number(codes)} to confirm`,
  typeHint: 'The number of codes to delete.',
  mismatch: (codes: number) => `Nothing was deleted. Type ${number(codes)} to delete these codes.`,
  delete: (codes: number) => `Delete ${counted(codes, 'code')}`,
  keep: (codes: number) => (codes === 1 ? 'Keep code' : 'Keep codes'),
};

export const differences = {
  undecided: 'Also changed in Qrius',
  undecidedIntro: (values: number) =>
    `${counted(values, 'value')} changed in Qrius or in both places. Choose which to keep.`,
  keepAll: 'Keep all from the sheet',
  useAll: 'Use all from Qrius',
  decideLater: 'Decide later',
  sent: 'Changed in the sheet',
  sentIntro: (values: number) => `${counted(values, 'value')} will be sent to Qrius.`,
  firstOf: (shown: number, all: number) =>
    `Showing the first ${number(shown)} of ${number(all)} differences. Changes from all rows are sent; preview again afterwards to see the rest.`,
  noun: 'difference',

  where: (rows: readonly number[]) => `${rows.length === 1 ? 'Row' : 'Rows'} ${rows.join(', ')}`,
  legend: (field: Field, where: string) => `${COLUMNS[field]} of ${where}`,
  here: (field: Field) => `${COLUMNS[field]} in the sheet`,
  there: (field: Field) => `${COLUMNS[field]} in Qrius`,
  empty: 'empty',
  replaced: 'will be replaced',
  both: 'Changed in both places (or we can’t tell where).',
  onlyThere: 'Changed in Qrius only.',
};

export const KEEPS: ReadonlyArray<{ keep: Keep | null; label: string }> = [
  { keep: null, label: 'Decide later' },
  { keep: 'mine', label: 'Keep from the sheet' },
  { keep: 'theirs', label: 'Use from Qrius' },
];
