// Reads what users do to sheets, and what a sheet has beside its cells.
import { either, finite, flag, nullable, text } from '../../src/shared/parse';
import type { Account, WorldEvent } from '../apps-script/accounts';
import type { TextRun, ValidationRule } from '../apps-script/cells';
import type { UserEdit } from '../apps-script/edits';
import type { Feature } from '../apps-script/features';
import {
  all,
  type Fields,
  formed,
  kinds,
  leaf,
  MAX_TEXT,
  may,
  must,
  number,
  object,
  oneKey,
  orNull,
  type Read,
  table,
  texts,
  words,
  yesOrNo,
} from './read';
import type { Tamper } from './tamper';

const cell = formed(/^[A-Z]+[1-9]\d*$/, 'a cell, as “B7”');
const column = formed(/^[A-Z]+$/, 'a column, such as “C”');
const range = formed(/^[A-Z]+\d*(:[A-Z]+\d*)?$/, 'a range, as “A2:F9” or “A:F”');
const row = number(1);

/** What a cell may hold to begin with. */
export const cellValue: Read<string | number | boolean> = leaf(
  either(text(MAX_TEXT), finite, flag),
  'a text, a number, true or false',
);

const rule = oneKey<ValidationRule>({
  oneOf: object<{ oneOf: string[] }>({ oneOf: must(all(texts)) }),
  between: (value, path) => {
    const { between } = object<{ between: number[] }>({ between: must(all(leaf(finite, 'a number'))) })(
      value,
      path,
    );
    const [least = 0, most = 0] = between;
    return { between: [least, most] };
  },
  pattern: object<{ pattern: string }>({ pattern: must(texts) }),
  type: object<{ type: 'date' | 'checkbox' }>({ type: must(words('date', 'checkbox')) }),
});

type Forms<T extends { kind: string }> = {
  [K in T['kind']]: Fields<
    T extends { kind: string } ? (K extends T['kind'] ? Omit<T, 'kind'> : never) : never
  >;
};

const features: Forms<Feature> = {
  validation: { range: must(range), rule: must(rule), reject: may(yesOrNo) },
  table: { range: must(range), types: must(table(texts)) },
  spill: { cell: must(cell), formula: must(texts), rows: must(all(all(cellValue))) },
  merge: { range: must(range) },
  freeze: { rows: may(number()), columns: may(number()), blocksInsert: may(yesOrNo) },
  protectSheet: { editors: may(all(texts)) },
  richText: { cell: must(cell), runs: must(all(object<TextRun>({ text: must(texts), url: may(texts) }))) },
  sheetType: { type: must(words('OBJECT', 'DATASOURCE')) },
  rowHeight: { row: must(row), pixels: must(number(1)) },
};

/** What a sheet has beside its cells. */
export const feature: Read<Feature> = kinds<Feature>(features);

/** The sheet of an edit; by default the first one. */
const sheet = may(texts);

/** One edit of a user's. */
export const userEdit: Read<UserEdit> = kinds<UserEdit>({
  setCell: { sheet, cell: must(cell), text: must(texts) },
  setCells: { sheet, cell: must(cell), rows: must(all(all(texts))) },
  clearCell: { sheet, cell: must(cell) },
  setLink: { sheet, cell: must(cell), url: must(texts), text: may(texts) },
  sort: { sheet, byColumn: must(column), ascending: may(yesOrNo), range: may(range) },
  sortColumns: { sheet, columns: must(range), byColumn: must(column), ascending: may(yesOrNo) },
  shuffle: { sheet, seed: must(number()), columns: may(range) },
  insertRow: { sheet, above: must(row) },
  deleteRow: { sheet, row: must(row) },
  copyRow: { sheet, row: must(row), to: may(row) },
  hideRow: { sheet, row: must(row), hidden: may(yesOrNo) },
  filterRows: { sheet, hidden: must(all(row)) },
  protect: { sheet, range: must(range), editors: may(all(texts)) },
  deleteColumn: { sheet, column: must(column) },
  moveColumn: { sheet, from: must(column), to: must(column) },
  renameSheet: { sheet, name: must(texts) },
  deleteSheet: { sheet },
  insertSheet: { sheet, name: must(texts) },
  duplicateSheet: { sheet, name: must(texts) },
  select: { sheet, ranges: must(all(range)) },
  validation: { sheet, ...features.validation },
  table: { sheet, ...features.table },
  spill: { sheet, ...features.spill },
  merge: { sheet, ...features.merge },
  freeze: { sheet, ...features.freeze },
  protectSheet: { sheet, ...features.protectSheet },
  richText: { sheet, ...features.richText },
  sheetType: { sheet, ...features.sheetType },
  rowHeight: { sheet, ...features.rowHeight },
});

const tab = must(words('rows', 'log'));

/** What somebody does to marks, log and properties. */
export const tamper: Read<Tamper> = kinds<Tamper>({
  type: { tab, header: must(texts), row: must(row), text: must(texts) },
  copy: { tab, header: must(texts), from: must(row), to: must(row) },
  tear: { tab, columns: must(range), byColumn: must(column) },
  forge: { line: must(row), set: must(table(texts)) },
  keep: {},
  putBack: { cells: must(yesOrNo) },
  store: {
    key: must(texts),
    set: must(table(leaf(nullable(either(text(MAX_TEXT), finite, flag)), 'a value of JSON'))),
  },
});

type Page = { runsAs: string } | { fails: string };

/** What Google or an admin has settled for an account. */
export const account = {
  deniedScopes: may(all(texts)),
  urlAllowlist: may(all(texts)),
  page: may(
    orNull(
      oneKey<Page>({
        runsAs: object<{ runsAs: string }>({ runsAs: must(texts) }),
        fails: object<{ fails: string }>({ fails: must(texts) }),
      }),
    ),
  ),
  language: may(texts),
  triggerBudgetMs: may(number()),
};

/** What happens outside the sheets. */
export const worldEvent: Read<WorldEvent> = kinds<WorldEvent>({
  account: { user: must(texts), set: must(object<Account>(account)) },
  disableTriggers: { user: may(texts) },
  allowImages: { allowed: must(yesOrNo) },
});

/** Ranges of a selection. */
export const ranges = all(range);
