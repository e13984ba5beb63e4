// Parses what the page sends: hostile until parsed. The compiler demands a parser for every method of the contract.
import { every } from '../jobs/automation/schedule';
import { MAX_TAGS } from '../jobs/change/details';
import { conflict } from '../jobs/create/plan';
import { FIELD_NAMES } from '../jobs/fields';
import { rowHeight } from '../jobs/heights';
import { MAX_NAME } from '../shared/contract/home';
import type { Input, MethodName, Shown } from '../shared/contract/methods';
import { CHOOSABLE_ROLES, MAX_FIXES } from '../shared/contract/sheet';
import { UserError } from '../shared/errors';
import {
  either,
  flag,
  list,
  MAX_CELL,
  MAX_ID,
  nullable,
  object,
  oneOf,
  type Parser,
  text,
  whole,
  withDefault,
} from '../shared/parse';
import * as words from './words';

/** The longest texts that a form sends, in characters; longer ones that are meant get a sentence further on. */
const MAX_URL = 10_000;
const MAX_KEY = 10_000;
/** As many differences as a sheet of the largest size can have. */
const MAX_CHOICES = 40_000;
/** Overrides share the 9 KB of a property (docs/facts/apps-script.md#property-size). */
const MAX_HEADER = 500;

/** A text that a user may well make longer than a job can take: it gets a sentence of its own. */
const limited =
  (most: number, what: string): Parser<string> =>
  (value) => {
    const given = text(MAX_CELL)(value);
    if (given.length <= most) return given;
    throw new UserError('bad-request', words.tooLong(what, given.length, most));
  };

const nothing: Parser<null> = () => null;
const scope = oneOf('selection', 'sheet');
const no = withDefault(flag, false);
const orNull = <T>(parser: Parser<T>): Parser<T | null> => withDefault(nullable(parser), null);
const rowsToCreate = { scope, withOdd: no, withDeleted: no };

const choice = object({
  id: text(MAX_ID),
  field: oneOf(...FIELD_NAMES),
  keep: oneOf('mine', 'theirs'),
});
const trimmed =
  (parser: Parser<string>): Parser<string> =>
  (value) =>
    parser(value).trim();
const changeRequest = either(
  object({ kind: oneOf('destination'), url: trimmed(limited(MAX_URL, words.theUrl)) }),
  object({
    kind: oneOf('tags'),
    action: oneOf('add', 'remove', 'set'),
    tags: limited(MAX_TAGS, words.tagList),
  }),
  object({ kind: oneOf('changed'), choices: list(choice, MAX_CHOICES) }),
  object({ kind: oneOf('undo'), job: nullable(text(MAX_ID)) }),
  object({ kind: oneOf('column', 'tags-column', 'pause', 'activate', 'delete') }),
);
const change = { request: changeRequest, scope, hidden: no };

/** null where a page shows no sheet yet. */
export const shown: Parser<Shown | null> = nullable(
  object({ sheet: nullable(whole()), fingerprint: nullable(text(MAX_ID)) }),
);

export const INPUTS: { [M in MethodName]: Parser<Input<M>> } = {
  getHome: nothing,
  connect: object({ key: text(MAX_KEY), name: trimmed(text(MAX_NAME)) }),
  forgetKey: nothing,
  removeEverything: object({ tabs: flag }),
  chooseColumn: object({
    role: oneOf(...CHOOSABLE_ROLES),
    header: nullable(limited(MAX_HEADER, words.theHeader)),
  }),
  chooseHeaderRow: object({ row: nullable(whole(1)) }),
  insertTemplate: nothing,
  listAttention: nothing,
  checkRows: object(rowsToCreate),
  fixCells: object({
    fixes: list(
      object({ row: whole(1), role: oneOf('destination', 'slug'), from: text(MAX_URL), to: text(MAX_URL) }),
      MAX_FIXES,
    ),
  }),
  createCodes: object({
    ...rowsToCreate,
    conflict,
    rowHeight,
    images: withDefault(flag, true),
    most: orNull(whole(1)),
  }),
  retryFailed: nothing,
  previewChange: object(change),
  changeCodes: object({
    ...change,
    deletes: orNull(whole()),
    targetFingerprint: orNull(text(MAX_ID)),
  }),
  listJobs: nothing,
  countImportable: nothing,
  importCodes: nullable(object({ rowHeight })),
  summarizeScans: nothing,
  refreshScans: object({ scope }),
  setSchedule: object({ every: nullable(every), switches: flag, colleagues: no }),
  listSwitches: nothing,
  approveSwitches: nothing,
  insertChart: nothing,
  continueJob: nothing,
  getJob: nothing,
  stopJob: nothing,
  endJob: nothing,
  selectRow: object({ row: whole(1), sheet: orNull(whole()) }),
  exportCsv: nothing,
  listShortUrls: nothing,
  selectedCode: nothing,
  openPrint: nothing,
  listPrintable: object({
    scope: oneOf('selection', 'visible', 'sheet'),
    from: nullable(object({ row: whole(1), targetFingerprint: text(MAX_ID) })),
  }),
};
